// SPDX-License-Identifier: MIT
using AudioNative.Plotting;

namespace AudioNative.Tests.Plotting;

public class SampleGridTests
{
    [Fact]
    public void EachColumnHasTheExtremesAndTheRmsOfItsFrames()
    {
        var random = new Random(1);
        float[] samples = [.. Enumerable.Range(0, 2000).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        var grid = new SampleGrid(channels: 2, frames: 1000, columns: 10, windowFrames: 64);
        grid.Add(samples);
        grid.Finish();

        for (int channel = 0; channel < 2; channel++)
        {
            for (int column = 0; column < 10; column++)
            {
                float[] part = [.. Enumerable.Range(column * 100, 100).Select(frame => samples[2 * frame + channel])];
                Assert.Equal(part.Min(), grid.Lowest[channel * 10 + column]);
                Assert.Equal(part.Max(), grid.Highest[channel * 10 + column]);
                Assert.Equal(Math.Sqrt(part.Average(x => (double)x * x)), grid.GetRms(channel, column), 9);
            }
        }

        Assert.Equal(samples.Max(Math.Abs), grid.Peak);
        Assert.Equal(Math.Sqrt(samples.Average(x => (double)x * x)), grid.Rms, 9);
    }

    [Fact]
    public void AFullScaleSineOnABinHasPowerOne()
    {
        const int Window = 256;
        float[] samples = [.. Enumerable.Range(0, 4096).Select(i => (float)Math.Sin(Math.Tau * 16 * i / Window))];
        var grid = new SampleGrid(channels: 1, frames: samples.Length, columns: 16, windowFrames: Window);
        grid.Add(samples);
        grid.Finish();

        for (int column = 1; column < 15; column++)
        {
            Assert.Equal(1, grid.Power[column * grid.Bins + 16], 1e-4);
            Assert.True(grid.Power[column * grid.Bins + 40] < 1e-8);
        }
    }

    [Fact]
    public void ItDoesNotMatterHowManyFramesAreAddedAtATime()
    {
        float[] samples = [.. Enumerable.Range(0, 6000).Select(i => (float)Math.Sin(i * i * 1e-5))];
        SampleGrid whole = Make(samples.Length);
        SampleGrid pieces = Make(77);

        Assert.Equal(whole.Power, pieces.Power);
        Assert.Equal(whole.Lowest, pieces.Lowest);

        SampleGrid Make(int chunk)
        {
            var grid = new SampleGrid(channels: 1, frames: samples.Length, columns: 50, windowFrames: 512);
            foreach (float[] part in samples.Chunk(chunk))
                grid.Add(part);
            grid.Finish();
            return grid;
        }
    }

    [Fact]
    public void FewerFramesThanColumnsLeaveNoGap()
    {
        var grid = new SampleGrid(channels: 1, frames: 3, columns: 12, windowFrames: 64);
        grid.Add([0.5f, -0.25f, 1]);
        grid.Finish();

        Assert.Equal(
            [.. Enumerable.Repeat(0.5f, 4), .. Enumerable.Repeat(-0.25f, 4), .. Enumerable.Repeat(1f, 4)], grid.Highest);
    }
}
