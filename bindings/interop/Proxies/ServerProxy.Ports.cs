// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <content>JACK ports and the mixer's list of sources. [control]</content>
internal sealed unsafe partial class ServerProxy
{
    private const int UsualPortCount = 32;

    internal AnPortInfo[] ListPorts()
    {
        using var use = _handle.Borrow();
        var ports = new AnPortInfo[UsualPortCount];
        while (true)
        {
            int count;
            fixed (AnPortInfo* list = ports)
            {
                NativeStatus.Check(
                    NativeMethods.ServerPortList((AnServer*)use.Pointer, list, ports.Length, &count),
                    NativeSubject.Server);
            }

            if (count <= ports.Length)
            {
                return ports[..count];
            }

            ports = new AnPortInfo[count];
        }
    }

    internal void ConnectPorts(string source, string destination) => JoinPorts(source, destination, connect: true);

    internal void DisconnectPorts(string source, string destination) => JoinPorts(source, destination, connect: false);

    /// <summary>Puts it at the end of the mixer.</summary>
    internal void AddSource(SourceProxy source)
    {
        using var use = _handle.Borrow();
        using var sourceUse = source.Handle.Borrow();
        NativeStatus.Check(
            NativeMethods.ServerAddSource((AnServer*)use.Pointer, (AnSource*)sourceUse.Pointer), NativeSubject.Source);
    }

    /// <summary>Takes it out of the mixer; what is in its ring stays.</summary>
    internal void RemoveSource(SourceProxy source)
    {
        using var use = _handle.Borrow();
        using var sourceUse = source.Handle.Borrow();
        NativeStatus.Check(
            NativeMethods.ServerRemoveSource((AnServer*)use.Pointer, (AnSource*)sourceUse.Pointer),
            NativeSubject.Source);
    }

    private void JoinPorts(string source, string destination, bool connect)
    {
        using var use = _handle.Borrow();
        var server = (AnServer*)use.Pointer;
        using var from = new Utf8Argument(source, "source port's name", stackalloc byte[Utf8Argument.StackBytes]);
        using var to = new Utf8Argument(destination, "destination port's name", stackalloc byte[Utf8Argument.StackBytes]);
        var status = connect
            ? NativeMethods.ServerConnectPorts(server, from.Pointer, to.Pointer)
            : NativeMethods.ServerDisconnectPorts(server, from.Pointer, to.Pointer);
        NativeStatus.Check(status, NativeSubject.Server);
    }
}
