// SPDX-License-Identifier: MIT
namespace AudioNative.Interop;

/// <content>Another device under the running engine.</content>
internal sealed unsafe partial class ServerProxy
{
    /// <summary>Booted and stopped: opens the configuration's backend, while the engine goes on as it is. [control]</summary>
    /// <param name="config">Its two name pointers are ignored, the strings count.</param>
    /// <param name="clientName">JACK: our name; null is "audionative".</param>
    /// <param name="jackServer">JACK: the server's name; null is the default one.</param>
    internal void Reopen(AnServerConfig config, string? clientName, string? jackServer)
    {
        using var use = _handle.Borrow();
        using var client = new Utf8Argument(clientName, "client's name", stackalloc byte[Utf8Argument.StackBytes]);
        using var jack = new Utf8Argument(jackServer, "JACK server's name", stackalloc byte[Utf8Argument.StackBytes]);
        config.ClientName = client.Pointer;
        config.JackServer = jack.Pointer;
        NativeStatus.Check(NativeMethods.ServerReopen((AnServer*)use.Pointer, &config), NativeSubject.Server);
    }
}
