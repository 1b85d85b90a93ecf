// SPDX-License-Identifier: MIT

using AudioNative.Interop.Tests.Servers;
using Xunit.Abstractions;

namespace AudioNative.Interop.Tests.Lab;

/// <summary>
/// What only the lab can show: a clock that host load cannot disturb, so that not one interruption is allowed, and sound
/// cards that can be busy, fall silent and be torn out.
/// </summary>
public sealed class LabTests(LabRun lab, ITestOutputHelper output) : IClassFixture<LabRun>
{
    [Fact]
    public void Through_jack_at_64_frames_no_collection_costs_the_engine_a_single_frame()
    {
        var report = lab.Report("engine-jack");
        output.WriteLine(StormTable.Of([report]));
        Assert.Equal((48000.0, 64), (report.SampleRate, report.BufferFrames));
        IsUndisturbed(report, "engine-jack", latency: 64);
    }

    [Fact]
    public void Through_real_alsa_at_256_frames_no_collection_costs_the_engine_a_single_frame()
    {
        var report = lab.Report("engine-alsa");
        output.WriteLine(StormTable.Of([report]));
        Assert.Equal((48000.0, 256), (report.SampleRate, report.BufferFrames));
        IsUndisturbed(report, "engine-alsa", latency: null);
    }

    [Fact]
    public void The_same_program_with_a_managed_callback_is_held_up_by_every_collection()
    {
        var engine = lab.Report("engine-jack");
        var managed = lab.Report("managed-jack");
        var table = StormTable.Of([engine, lab.Report("engine-alsa"), managed]);
        output.WriteLine(table);
        output.WriteLine(lab.Text("guest.out"));
        var artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts"));
        File.WriteAllText(Path.Combine(artifacts.FullName, "lab-gc-storm.md"), table);

        // If the storm did not disturb the managed callback, it proves nothing that it did not disturb the engine.
        Assert.True(managed.Xruns > 100, table);
        Assert.True(managed.LongestGapMs > 20 * engine.LongestGapMs, table);
    }

    [Fact]
    public void A_device_that_another_stream_holds_is_busy_and_free_again_once_it_lets_go()
    {
        var said = lab.Require("busy");
        output.WriteLine(said);
        Assert.Contains("second boot: DeviceBusy: ", said, StringComparison.Ordinal);
        Assert.Contains("after the first let go: Dummy", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_never_calls_back_is_given_up_and_another_can_be_started()
    {
        var said = lab.Require("silent");
        output.WriteLine(said);
        Assert.Contains("\nlost: ", said, StringComparison.Ordinal);
        Assert.Contains("after the loss: started False, booted True, lost True", said, StringComparison.Ordinal);
        Assert.Contains("restarted on Dummy: clock goes on True", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_torn_out_while_playing_is_told_and_the_sound_goes_on_elsewhere()
    {
        var said = lab.Require("unplug");
        output.WriteLine(said);
        Assert.Contains("\nlost: ", said, StringComparison.Ordinal);
        Assert.Contains("after the loss: started False, booted True, lost True", said, StringComparison.Ordinal);
        Assert.Contains("sample kept: True, True", said, StringComparison.Ordinal);
        Assert.Contains("restarted on Dummy: clock goes on True", said, StringComparison.Ordinal);
        Assert.Contains("sample goes on: True", said, StringComparison.Ordinal);
    }

    private void IsUndisturbed(StormReport report, string scenario, int? latency)
    {
        Assert.True(report.IsRealtime, "The audio thread had no real-time priority.");
        Assert.True(report.Gen2Collections >= 20, $"Only {report.Gen2Collections} full collections: that is no storm.");
        Assert.Equal(0, report.Xruns - report.XrunsAtStart);
        Assert.Equal(0, report.LateCallbacks);
        Assert.Equal(0, report.UnderrunFrames);
        Assert.Equal(0, report.DroppedFrames);
        Assert.Equal(report.Frames, report.RecordedFrames);

        var wave = lab.Recording(scenario);
        Assert.Equal(report.RecordedFrames, wave.Frames);
        var heard = RampReport.Of(wave.Samples);
        output.WriteLine($"{heard}");
        Assert.True(heard.IsExact, heard.FirstFault);
        Assert.Equal((1, report.RampFrames), (heard.FirstNumber, heard.Frames));
        Assert.True(heard.Frames >= 6 * 48000);
        if (latency is { } frames)
        {
            Assert.Equal(report.RampBegin + frames, heard.FirstFrame);
        }
    }
}
