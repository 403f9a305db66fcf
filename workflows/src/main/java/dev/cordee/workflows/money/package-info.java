/** Amounts, exact to the last digit. Shared by the capabilities that charge; knows none of them. */
@NullMarked
package dev.cordee.workflows.money;

import org.jspecify.annotations.NullMarked;
