// SPDX-License-Identifier: MIT
using AudioNative.Plotting;

namespace AudioNative.Tests.Plotting;

public class AxisTests
{
    [Theory]
    [InlineData(0, 10, 10, "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData(0, 1, 4, "0.0 0.5 1.0")]
    [InlineData(-110, -10, 5, "−100 −80 −60 −40 −20")]
    [InlineData(0, 3600, 6, "0 1000 2000 3000")]
    [InlineData(0, 0.013, 7, "0.000 0.002 0.004 0.006 0.008 0.010 0.012")]
    public void EvenMarksAreAtRoundNumbers(double from, double to, int about, string expected) =>
        Assert.Equal(expected, string.Join(' ', Axis.Linear(from, to, "").GetTicks(about).Select(tick => tick.Label)));

    [Fact]
    public void AFrequencyAxisMarksOneTwoFiveAndTheDigitsBetween()
    {
        IReadOnlyList<AxisTick> ticks = Axis.Logarithmic(30, 22050, "Hz").GetTicks(12);

        Assert.Equal(
            "50 100 200 500 1k 2k 5k 10k 20k",
            string.Join(' ', ticks.Where(t => t.Label.Length > 0).Select(t => t.Label)));
        Assert.Equal(30, ticks[0].Value, 9);
        Assert.Equal(20000, ticks[^1].Value, 6);
    }

    [Fact]
    public void PlacesAndNumbersAreEachOthersInverse()
    {
        foreach (Axis axis in new[] { Axis.Linear(-3, 8, ""), Axis.Logarithmic(20, 24000, "") })
        {
            Assert.Equal(0, axis.ToPosition(axis.Minimum), 12);
            Assert.Equal(1, axis.ToPosition(axis.Maximum), 12);
            for (double position = 0; position <= 1; position += 0.125)
                Assert.Equal(position, axis.ToPosition(axis.ToValue(position)), 12);
        }
    }

    [Fact]
    public void ARangeThatIsNoneIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Axis.Linear(1, 1, ""));
        Assert.Throws<ArgumentException>(() => Axis.Linear(0, double.NaN, ""));
        Assert.Throws<ArgumentException>(() => Axis.Logarithmic(0, 10, ""));
    }
}
