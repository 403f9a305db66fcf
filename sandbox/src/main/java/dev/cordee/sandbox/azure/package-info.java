/**
 * A stand-in for Azure: the token endpoint of Microsoft Entra, Azure Resource Manager for container
 * apps, and an engine with a WebSocket for each app. Over https, in memory, by a clock that can be
 * moved. Knows nothing of what its callers make of the apps.
 */
@NullMarked
package dev.cordee.sandbox.azure;

import org.jspecify.annotations.NullMarked;
