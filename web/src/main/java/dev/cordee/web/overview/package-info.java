/** The dashboard's first page: what runs, what is broken, and what needs a person first. */
@NullMarked
package dev.cordee.web.overview;

import org.jspecify.annotations.NullMarked;
