// SPDX-License-Identifier: MIT

using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>The few calls of libjack that a client written in C# needs.</summary>
internal static unsafe partial class Jack
{
    private const string Library = "libjack.so.0";

    /// <summary>JackNoStartServer: fail where none runs.</summary>
    public const int NoStartServer = 1;

    /// <summary>JackServerName: the last argument of <see cref="Open"/> counts.</summary>
    public const int ServerName = 4;

    /// <summary>The type of audio ports.</summary>
    public const string AudioPort = "32 bit float mono audio";

    [LibraryImport(Library, EntryPoint = "jack_client_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Open(string name, int options, out int status, string? serverName);

    [LibraryImport(Library, EntryPoint = "jack_client_close")]
    public static partial int Close(nint client);

    [LibraryImport(Library, EntryPoint = "jack_activate")]
    public static partial int Activate(nint client);

    [LibraryImport(Library, EntryPoint = "jack_deactivate")]
    public static partial int Deactivate(nint client);

    [LibraryImport(Library, EntryPoint = "jack_get_buffer_size")]
    public static partial uint BufferSize(nint client);

    [LibraryImport(Library, EntryPoint = "jack_get_sample_rate")]
    public static partial uint SampleRate(nint client);

    [LibraryImport(Library, EntryPoint = "jack_set_process_callback")]
    public static partial int SetProcess(nint client, delegate* unmanaged[Cdecl]<uint, nint, int> process, nint context);

    [LibraryImport(Library, EntryPoint = "jack_set_xrun_callback")]
    public static partial int SetXrun(nint client, delegate* unmanaged[Cdecl]<nint, int> xrun, nint context);

    [LibraryImport(Library, EntryPoint = "jack_port_register", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint RegisterPort(nint client, string name, string type, nuint flags, nuint bufferSize);

    [LibraryImport(Library, EntryPoint = "jack_port_get_buffer")]
    [SuppressGCTransition]
    public static partial float* PortBuffer(nint port, uint frames);

    [LibraryImport(Library, EntryPoint = "jack_get_time")]
    [SuppressGCTransition]
    public static partial ulong Microseconds();

    [LibraryImport(Library, EntryPoint = "jack_get_cycle_times")]
    [SuppressGCTransition]
    public static partial int CycleTimes(
        nint client, out uint frame, out ulong startMicroseconds, out ulong nextMicroseconds, out float periodMicroseconds);

    [LibraryImport(Library, EntryPoint = "jack_port_name")]
    public static partial nint PortName(nint port);

    [LibraryImport(Library, EntryPoint = "jack_connect", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Connect(nint client, string source, string destination);
}
