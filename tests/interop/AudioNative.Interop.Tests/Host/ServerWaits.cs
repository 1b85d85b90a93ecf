// SPDX-License-Identifier: MIT

namespace AudioNative.Interop.Tests.Host;

/// <summary>Waits that end when the server has come so far.</summary>
internal static class ServerWaits
{
    /// <summary>Returns once the device has asked for so many frames more.</summary>
    public static Task HasPlayed(this Server server, long frames)
    {
        var until = server.Clock.Frame + frames;
        return Deadline.Until(
            () => server.Clock.Frame >= until, $"{frames} more frames are played", () => $"{server.Info} {server.Statistics}");
    }
}
