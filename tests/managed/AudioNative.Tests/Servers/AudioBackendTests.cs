// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Servers;

public class AudioBackendTests
{
    [Theory]
    [InlineData("portaudio", AudioBackend.PortAudio)]
    [InlineData("pa", AudioBackend.PortAudio)]
    [InlineData("PortAudio", AudioBackend.PortAudio)]
    [InlineData("jack", AudioBackend.Jack)]
    [InlineData("coreaudio", AudioBackend.CoreAudio)]
    [InlineData("offline", AudioBackend.Offline)]
    [InlineData("dummy", AudioBackend.Dummy)]
    [InlineData("auto", AudioBackend.Auto)]
    public void The_documented_names_are_known(string name, AudioBackend backend)
    {
        Assert.Equal(backend, AudioBackends.Parse(name));
        Assert.True(AudioBackends.TryParse(name, out AudioBackend same));
        Assert.Equal(backend, same);
    }

    [Theory]
    [InlineData("alsa")]
    [InlineData("")]
    public void An_unknown_name_is_refused_with_the_list_of_names(string name)
    {
        var error = Assert.Throws<FormatException>(() => AudioBackends.Parse(name));
        Assert.All(AudioBackends.Names, known => Assert.Contains(known, error.Message, StringComparison.Ordinal));
        Assert.False(AudioBackends.TryParse(name, out _));
    }
}
