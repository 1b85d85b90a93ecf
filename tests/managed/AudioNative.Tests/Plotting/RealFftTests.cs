// SPDX-License-Identifier: MIT
using System.Numerics;
using AudioNative.Plotting;

namespace AudioNative.Tests.Plotting;

public class RealFftTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    public void ThePowerIsThatOfTheSumWrittenOut(int size)
    {
        var random = new Random(size);
        float[] samples = [.. Enumerable.Range(0, size).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        double[] power = new double[size / 2 + 1];
        new RealFft(size).GetPower(samples, power);

        for (int k = 0; k < power.Length; k++)
        {
            Complex sum = Complex.Zero;
            for (int n = 0; n < size; n++)
                sum += samples[n] * Complex.FromPolarCoordinates(1, -Math.Tau * k * n / size);
            Assert.Equal(sum.Magnitude * sum.Magnitude, power[k], 1e-6 * size);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(12)]
    public void OnlyPowersOfTwoAreTaken(int size) => Assert.Throws<ArgumentException>(() => new RealFft(size));
}
