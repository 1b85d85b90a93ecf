// SPDX-License-Identifier: MIT
using AudioNative.Tests.Output;

namespace AudioNative.Tests.Devices;

[Collection(OutputTurns.Name)]
public class AudioDeviceTests
{
    private static readonly AudioDeviceInfo Both = new(
        3, "hw:0", 2, "ALSA", 2, 8, true, false, 48000, TimeSpan.FromMilliseconds(1.333), TimeSpan.FromSeconds(0.0425),
        TimeSpan.Zero, TimeSpan.Zero);

    [Fact]
    public void A_device_is_described_in_the_documented_form_a_line_each_way()
    {
        Assert.Equal(
            "3: IN, name: hw:0, host api index: 2, default sr: 48000 Hz, latency: 0.001333 s" + Environment.NewLine
                + "3: OUT, name: hw:0, host api index: 2, default sr: 48000 Hz, latency: 0.042500 s",
            Both.ToString());
        Assert.DoesNotContain("OUT", (Both with { MaxOutputChannels = 0 }).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("IN,", (Both with { MaxInputChannels = 0 }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_api_is_described_in_a_line()
    {
        Assert.Equal(
            "index: 0, id: 8, name: ALSA, num devices: 0, default in: -1, default out: 4",
            new HostApiInfo(0, 8, "ALSA", 0, null, 4, true).ToString());
    }

    [Fact]
    public void The_lists_agree_with_each_other_on_any_machine()
    {
        IReadOnlyList<AudioDeviceInfo> all = AudioDevices.All;
        IReadOnlyList<HostApiInfo> hosts = AudioDevices.HostApis;
        Assert.Equal(all.Where(device => device.IsInput), AudioDevices.Inputs);
        Assert.Equal(all.Where(device => device.IsOutput), AudioDevices.Outputs);
        Assert.Equal(Enumerable.Range(0, all.Count), all.Select(device => device.Index));
        Assert.Equal(Enumerable.Range(0, hosts.Count), hosts.Select(host => host.Index));
        Assert.NotEmpty(hosts); // PortAudio is built with one at least, devices or not
        Assert.Single(hosts, host => host.IsDefault);
        Assert.Equal(all.Count, hosts.Sum(host => host.DeviceCount));
        Assert.All(all, device => Assert.Equal(hosts[device.HostApi].Name, device.HostApiName));
        Assert.Equal(all.SingleOrDefault(device => device.IsDefaultInput), AudioDevices.DefaultInput);
        Assert.Equal(all.SingleOrDefault(device => device.IsDefaultOutput), AudioDevices.DefaultOutput);
        Assert.Equal(string.Join(Environment.NewLine, all), AudioDevices.Describe());
    }
}
