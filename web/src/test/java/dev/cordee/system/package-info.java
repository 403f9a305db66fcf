/**
 * The whole of Cordée as {@code ./cordee up} runs it, and what becomes of orders when its processes
 * are killed.
 */
package dev.cordee.system;
