// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <content>JACK's patch bay, as seen by this client.</content>
public sealed partial class Server
{
    /// <summary>The audio ports of the JACK server that this server is a client of. [control]</summary>
    /// <exception cref="ServerStateException">Not booted on JACK.</exception>
    public IReadOnlyList<JackPortInfo> GetJackPorts()
    {
        RequireBooted("list JACK's ports");
        return Array.ConvertAll(
            _native.ListPorts(),
            port => new JackPortInfo(port.ReadName(), port.IsInput != 0, port.IsPhysical != 0, port.IsOwn != 0));
    }

    /// <summary>Connects two JACK ports; doing it twice is the same as once. [control]</summary>
    /// <param name="source">The full name of a port that gives sound out.</param>
    /// <param name="destination">The full name of a port that takes sound in.</param>
    /// <exception cref="ServerStateException">Not booted on JACK.</exception>
    /// <exception cref="ArgumentException">There is no such port, or sound does not go that way.</exception>
    /// <exception cref="DeviceException">JACK refuses, or its server is gone.</exception>
    public void Connect(string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        RequireBooted("connect ports");
        _native.ConnectPorts(source, destination);
    }

    /// <summary>Takes the connection of two JACK ports away, if there is one. [control]</summary>
    /// <param name="source">The full name of a port that gives sound out.</param>
    /// <param name="destination">The full name of a port that takes sound in.</param>
    /// <inheritdoc cref="Connect" path="/exception"/>
    public void Disconnect(string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        RequireBooted("disconnect ports");
        _native.DisconnectPorts(source, destination);
    }
}
