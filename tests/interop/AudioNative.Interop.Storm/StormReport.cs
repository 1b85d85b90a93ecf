// SPDX-License-Identifier: MIT

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioNative.Interop;

/// <summary>What one run under a <see cref="GarbageStorm"/> came to.</summary>
public sealed record StormReport
{
    /// <summary>What ran, as "engine, JACK".</summary>
    public required string Name { get; init; }

    /// <summary>Hz.</summary>
    public double SampleRate { get; init; }

    /// <summary>Frames a buffer.</summary>
    public int BufferFrames { get; init; }

    /// <summary>Whether the audio thread had real-time priority.</summary>
    public bool IsRealtime { get; init; }

    /// <summary>Buffers filled.</summary>
    public long Callbacks { get; init; }

    /// <summary>Frames rendered.</summary>
    public long Frames { get; init; }

    /// <summary>Interruptions, as the host or the clock counts them.</summary>
    public long Xruns { get; init; }

    /// <summary>Those of them that were there before the sound began.</summary>
    public long XrunsAtStart { get; init; }

    /// <summary>Callbacks longer than their buffer.</summary>
    public long LateCallbacks { get; init; }

    /// <summary>The longest callback.</summary>
    public double LongestCallbackMs { get; init; }

    /// <summary>The longest time between the starts of two callbacks.</summary>
    public double LongestGapMs { get; init; }

    /// <summary>Full collections meanwhile.</summary>
    public int Gen2Collections { get; init; }

    /// <summary>How long all managed threads stood still meanwhile, in sum.</summary>
    public double TotalPauseMs { get; init; }

    /// <summary>The longest forced collection.</summary>
    public double LongestCollectionMs { get; init; }

    /// <summary>Frames of silence that a source filled in because C# did not write in time.</summary>
    public long UnderrunFrames { get; init; }

    /// <summary>The server's frame at which the ramp was told to begin.</summary>
    public long RampBegin { get; init; }

    /// <summary>Frames of the ramp that were played.</summary>
    public long RampFrames { get; init; }

    /// <summary>Frames in the recording of the input.</summary>
    public long RecordedFrames { get; init; }

    /// <summary>Frames that the recording lost.</summary>
    public long DroppedFrames { get; init; }

    /// <summary>What the server chose or gave up.</summary>
    public string Notice { get; init; } = "";

    /// <summary>Reads a report from a file.</summary>
    public static StormReport Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), StormJson.Default.StormReport)
        ?? throw new InvalidDataException($"{path} is empty.");

    /// <summary>Writes it to a file.</summary>
    public void Write(string path) =>
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, StormJson.Default.StormReport));
}

[JsonSerializable(typeof(StormReport))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class StormJson : JsonSerializerContext;
