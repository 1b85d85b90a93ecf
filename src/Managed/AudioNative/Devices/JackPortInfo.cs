// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>An audio port of the JACK server that a <see cref="Server"/> is a client of.</summary>
/// <param name="Name">The full name, <c>client:port</c>.</param>
/// <param name="IsInput">
/// True: it takes sound in, from the graph's view (a playback port). False: it gives it out.
/// </param>
/// <param name="IsPhysical">Whether it is a connector of the sound card.</param>
/// <param name="IsOwn">Whether it is a port of this server.</param>
public sealed record JackPortInfo(string Name, bool IsInput, bool IsPhysical, bool IsOwn);
