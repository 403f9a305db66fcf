/**
 * A stand-in for Azure: the token endpoint of Microsoft Entra, Azure Resource Manager for container
 * apps, and an engine with a WebSocket for each app. Over https, kept in a folder over its
 * restarts, by a clock that can be moved. Knows nothing of what its callers make of the apps.
 */
@NullMarked
package dev.cordee.sandbox.azure;

import org.jspecify.annotations.NullMarked;
