// SPDX-License-Identifier: MIT
#if defined(AN_HAVE_PORTAUDIO) && defined(__linux__)

#include "drivers/portaudio_session.h"
#include "jack_server.h"
#include "pulse_server.h"
#include "support/monotonic.h"
#include "support/thread_priority.h"
#include "test_host.h"

#include <sys/stat.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <thread>

#ifdef AN_SANITIZE_ADDRESS_UNDEFINED
// Whenever PortAudio looks for devices, ALSA loads its plug-ins (one of them with all of FFmpeg's libraries), whose
// static memory is lost when it unloads them, with stacks that lead nowhere. Left loaded, it stays in reach.
extern "C" __attribute__((visibility("default"))) int dlclose(void *) noexcept { return 0; }
#endif

namespace audionative::testing {
namespace {

using namespace std::chrono_literals;

int index_of(const std::string &name)
{
    for (const an_device_info &device : list_devices()) {
        if (device.name == name) {
            return device.index;
        }
    }
    throw std::runtime_error("PortAudio lists no device '" + name + "'");
}

double seconds_of(const std::function<void()> &call)
{
    const std::int64_t start = monotonic_ns();
    call();
    return static_cast<double>(monotonic_ns() - start) * 1e-9;
}

// ALSA's JACK plug-in may turn up as a device beside those of PortAudio's JACK part.
std::vector<an_device_info> jack_devices()
{
    std::vector<an_device_info> found;
    for (const an_device_info &device : list_devices()) {
        if (device.host_api_name == std::string("JACK Audio Connection Kit")) {
            found.push_back(device);
        }
    }
    return found;
}

// A JACK server that PortAudio takes for the default one.
struct DefaultJackServer {
    explicit DefaultJackServer(int period = 128) : server(48000, period), variable("JACK_DEFAULT_SERVER", server.name())
    {
    }
    JackServer server;
    ScopedVariable variable;
};

// A machine on which ALSA knows just the given devices, and no JACK server runs.
class AlsaMachine {
public:
    explicit AlsaMachine(const std::string &configuration)
        : jack_("JACK_DEFAULT_SERVER", unique_name("an_nobody")), alsa_("ALSA_CONFIG_PATH", write(configuration))
    {
    }
    const ScratchFolder &folder() const { return folder_; }

private:
    std::string write(const std::string &configuration) const
    {
        const std::string path = folder_ / "asound.conf";
        std::ofstream(path) << configuration;
        return path;
    }

    ScratchFolder folder_;
    ScopedVariable jack_;
    ScopedVariable alsa_;
};

// PCMs without a sound card behind them. They open, but have no clock: not to be started.
const std::string null_devices = "</usr/share/alsa/alsa.conf>\n"
                                 "pcm.nowhere { type null hint { show on } }\n"
                                 "pcm.mouth { type asym playback.pcm \"nowhere\" hint { show on } }\n";

DriverConfig stereo_on(int device)
{
    DriverConfig config;
    config.backend = AN_BACKEND_PORTAUDIO;
    config.sample_rate = 48000;
    config.input_channels = 2;
    config.input_device = config.output_device = device;
    return config;
}

#ifdef AN_HAVE_JACK

class PortAudioOnJack : public ::testing::TestWithParam<std::tuple<int, int, int>> {};

// Where the machine is too slow for a period, PortAudio may lose sound and says so; what it does not speak of is exact.
TEST_P(PortAudioOnJack, ARampAndASineComeBackBitExact)
{
    const auto [period, frames, expected] = GetParam();
    DefaultJackServer jack(period);
    const int device = index_of("loopback");
    for (int turn = 0;; ++turn) {
        TestHost host(48000);
        const auto driver = make_portaudio_driver();
        DriverConfig config = stereo_on(device);
        config.buffer_frames = frames;
        const DriverInfo info = driver->open(config, host);
        EXPECT_EQ(info.sample_rate, 48000);
        EXPECT_EQ(info.output_channels, 2);
        EXPECT_EQ(info.input_channels, 2);
        EXPECT_EQ(info.output_name, "loopback");
        EXPECT_EQ(info.input_name, "loopback");
        EXPECT_EQ(info.buffer_frames, frames);
        EXPECT_EQ(info.notice, "");
        host.use(info);
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(48000));
        driver->stop();
        EXPECT_EQ(host.largest_call(), static_cast<std::uint32_t>(frames));
        EXPECT_FALSE(host.clock_went_back());
        EXPECT_EQ(host.lost(), "");
        const std::int64_t start = find_start(host.captured(0));
        const std::int64_t exact_ramp = exact_frames(host.captured(0), expected, 48000, TestHost::ramp);
        const std::int64_t exact_sine = exact_frames(host.captured(1), expected, 48000, TestHost::sine);
        if (host.xruns() > 0 && exact_ramp + exact_sine < 2 * (48000 - expected) && turn < 10) {
            continue;
        }
        EXPECT_EQ(start, expected);
        EXPECT_EQ(exact_ramp, 48000 - expected);
        EXPECT_EQ(exact_sine, 48000 - expected);
        return;
    }
}

// PortAudio adds a period of its own to JACK's; with other block sizes its adapter keeps the frames exact.
INSTANTIATE_TEST_SUITE_P(PortAudio, PortAudioOnJack,
                         ::testing::Values(std::tuple(128, 128, 256), std::tuple(256, 256, 512),
                                           std::tuple(256, 64, 320), std::tuple(64, 256, 320)));

TEST(PortAudioDriver, StopsAndStartsAgain)
{
    DefaultJackServer jack;
    TestHost host;
    const auto driver = make_portaudio_driver();
    host.use(driver->open(stereo_on(index_of("loopback")), host));
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    driver->stop();
    const std::uint64_t stopped_at = host.frames();
    {
        TestHost clock;
        const auto beside = make_portaudio_driver();
        clock.use(beside->open(stereo_on(index_of("loopback")), clock));
        beside->start();
        ASSERT_TRUE(clock.wait_for_frames(12000));
    }
    EXPECT_EQ(host.frames(), stopped_at);
    driver->start();
    EXPECT_TRUE(host.wait_for_frames(stopped_at + 4800));
    EXPECT_EQ(host.lost(), "");
}

TEST(PortAudioDriver, TwoAtOnceAndListingDevicesMeanwhile)
{
    DefaultJackServer jack;
    TestHost hosts[2] = {TestHost(24000), TestHost(24000)};
    std::unique_ptr<Driver> drivers[2] = {make_portaudio_driver(), make_portaudio_driver()};
    const int devices[2] = {index_of("loopback"), index_of("system")};
    for (int i = 0; i < 2; ++i) {
        DriverConfig config = stereo_on(devices[i]);
        config.buffer_frames = 128;
        hosts[i].use(drivers[i]->open(config, hosts[i]));
        drivers[i]->start();
    }
    for (int turn = 0; turn < 20; ++turn) {
        EXPECT_EQ(jack_devices().size(), 2U);
        EXPECT_FALSE(list_host_apis().empty());
    }
    EXPECT_TRUE(hosts[0].wait_for_frames(24000));
    EXPECT_TRUE(hosts[1].wait_for_frames(24000));
    drivers[1]->close();
    EXPECT_EQ(jack_devices().size(), 2U);
    EXPECT_TRUE(hosts[0].wait_for_frames(hosts[0].frames() + 4800));
    drivers[0]->close();
    if (hosts[0].xruns() == 0) {
        EXPECT_EQ(exact_frames(hosts[0].captured(0), 256, 24000), 24000 - 256);
    }
    EXPECT_EQ(hosts[0].lost() + hosts[1].lost(), "");
}

TEST(PortAudioDriver, WithoutABufferSizeItReportsTheHostsOwn)
{
    DefaultJackServer jack(256);
    TestHost host;
    const auto driver = make_portaudio_driver();
    const DriverInfo info = driver->open(stereo_on(index_of("loopback")), host);
    EXPECT_GE(info.buffer_frames, 1);
    host.use(info);
    driver->start();
    EXPECT_TRUE(wait_until([&] { return host.buffer_frames() == 256; }));
}

TEST(PortAudioDriver, RefusesAnotherRateUnlessItMayAdoptTheDevices)
{
    DefaultJackServer jack;
    TestHost host;
    const auto driver = make_portaudio_driver();
    DriverConfig config = stereo_on(index_of("loopback"));
    config.sample_rate = 44100;
    const Failure failure = failure_of([&] { driver->open(config, host); });
    EXPECT_EQ(failure.status, AN_SAMPLE_RATE_UNSUPPORTED);
    EXPECT_TRUE(failure.says("44100 Hz") && failure.says("48000 Hz") && failure.says("loopback")) << failure.words;

    config.adopt_rate = true;
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.sample_rate, 48000);
    EXPECT_EQ(info.input_channels, 2);
    EXPECT_NE(info.notice.find("48000 Hz"), std::string::npos) << info.notice;

    config.sample_rate = 0;
    config.adopt_rate = false;
    const DriverInfo own = driver->open(config, host);
    EXPECT_EQ(own.sample_rate, 48000);
    EXPECT_EQ(own.notice, "");
}

// The JACK part of PortAudio does not survive its server, so each of these has a process of its own.
void let_jack_die(int signal)
{
    TestHost host;
    const auto driver = make_portaudio_driver();
    std::string name;
    {
        DefaultJackServer jack;
        name = jack.server.name();
        host.use(driver->open(stereo_on(index_of("loopback")), host));
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(4800));
        jack.server.end(signal);
        ASSERT_TRUE(wait_until([&] { return host.times_lost() > 0; }));
        EXPECT_LT(seconds_of([&] { driver->stop(); }), 10);
        EXPECT_EQ(failure_of([&] { driver->start(); }).status, AN_DEVICE_FAILED);
        EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
    }
    EXPECT_EQ(host.times_lost(), 1);
    for (const an_device_info &device : list_devices()) {
        EXPECT_STRNE(device.name, "loopback") << "of a server that is dead";
    }
    // The JACK driver is not hindered by what PortAudio could not close.
    JackServer again(48000, 128, name);
    TestHost anew;
    const auto jack_driver = make_jack_driver();
    DriverConfig config;
    config.jack_server = name;
    anew.use(jack_driver->open(config, anew));
    jack_driver->start();
    EXPECT_TRUE(anew.wait_for_frames(4800));
}

void let_jack_die_while_stopped()
{
    DefaultJackServer jack;
    TestHost host;
    const auto driver = make_portaudio_driver();
    host.use(driver->open(stereo_on(index_of("loopback")), host));
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    driver->stop();
    jack.server.end(SIGKILL);
    ASSERT_TRUE(wait_until([] { return PortAudioSession::jack_has_died(); }));
    EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
    EXPECT_EQ(jack_devices().size(), 0U);
}

void let_jack_hang()
{
    DefaultJackServer jack;
    TestHost host;
    const auto driver = make_portaudio_driver();
    host.use(driver->open(stereo_on(index_of("loopback")), host));
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    jack.server.signal(SIGSTOP);
    ASSERT_TRUE(wait_until([&] { return host.times_lost() > 0; }));
    EXPECT_NE(host.lost().find("stopped asking for sound"), std::string::npos) << host.lost();
    const std::uint64_t frames = host.frames();
    EXPECT_LT(seconds_of([&] { driver->stop(); }), 10);
    EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
    jack.server.end(SIGKILL);
    EXPECT_EQ(host.frames(), frames);
}

TEST(PortAudioDriver, TheEndOfItsJackServerIsReportedAndLeavesNothingHanging)
{
    AN_RUN_ALONE([] { let_jack_die(SIGTERM); });
}

TEST(PortAudioDriver, TheDeathOfItsJackServerIsReportedAndLeavesNothingHanging)
{
    AN_RUN_ALONE([] { let_jack_die(SIGKILL); });
}

TEST(PortAudioDriver, AJackServerThatDiesWhileTheStreamIsStoppedDoesNotTakeUsAlong)
{
    AN_RUN_ALONE(let_jack_die_while_stopped);
}

TEST(PortAudioDriver, ADeviceThatStopsAskingForSoundIsLost) { AN_RUN_ALONE(let_jack_hang); }

TEST(PortAudioDriver, TheDeviceListTellsWhatThereIs)
{
    DefaultJackServer jack;
    const std::vector<an_host_api_info> apis = list_host_apis();
    const auto is_default = [](const an_host_api_info &api) { return api.is_default == 1; };
    ASSERT_EQ(std::count_if(apis.begin(), apis.end(), is_default), 1);
    const an_host_api_info &first = *std::find_if(apis.begin(), apis.end(), is_default);
    const std::vector<an_device_info> devices = list_devices();
    for (const an_device_info &device : devices) {
        const an_host_api_info &api = apis.at(static_cast<std::size_t>(device.host_api));
        EXPECT_STREQ(device.host_api_name, api.name);
        EXPECT_EQ(device.is_default_output == 1, device.index == first.default_output_device) << device.name;
        EXPECT_EQ(device.is_default_input == 1, device.index == first.default_input_device) << device.name;
    }
    for (const an_host_api_info &api : apis) {
        const auto is_its = [&](const an_device_info &device) { return device.host_api == api.index; };
        EXPECT_EQ(std::count_if(devices.begin(), devices.end(), is_its), api.device_count) << api.name;
        if (api.device_count == 0) {
            EXPECT_EQ(api.default_output_device, AN_NO_DEVICE) << api.name;
        }
    }
    ASSERT_EQ(jack_devices().size(), 2U);
    for (const an_device_info &device : jack_devices()) {
        EXPECT_TRUE(device.name == std::string("system") || device.name == std::string("loopback")) << device.name;
        EXPECT_EQ(device.max_input_channels, 2);
        EXPECT_EQ(device.max_output_channels, 2);
        EXPECT_EQ(device.default_sample_rate, 48000);
        EXPECT_GT(device.low_output_latency, 0);
        EXPECT_EQ(apis.at(static_cast<std::size_t>(device.host_api)).type_id, paJACK);
    }
}

TEST(PortAudioDriver, RefusesToOpenTheDefaultJackServerBesideAnother)
{
    DefaultJackServer jack;
    JackServer another;
    TestHost host;
    const auto driver = make_jack_driver();
    DriverConfig config;
    config.jack_server = another.name();
    host.use(driver->open(config, host));
    driver->start();
    const Failure failure = failure_of([] { list_devices(); });
    EXPECT_EQ(failure.status, AN_INVALID_STATE);
    EXPECT_TRUE(failure.says(another.name()) && failure.says(jack.server.name())) << failure.words;
    EXPECT_TRUE(host.wait_for_frames(host.frames() + 4800));
    driver->close();
    EXPECT_EQ(jack_devices().size(), 2U);
}

#endif // AN_HAVE_JACK

// What parec takes down of the null sink's monitor, as floats of its first channel.
class MonitorRecording {
public:
    explicit MonitorRecording(const PulseServer &pulse)
        : path_(pulse.folder() / unique_name("monitor")),
          parec_({"parec", "-d", pulse.monitor(), "--format=float32le", "--rate=48000", "--channels=2",
                  "--latency-msec=10", "--raw"},
                 path_, false)
    {
    }
    bool has_begun() const { return size() > 0; }
    // Waits until what is recorded now and a second more has reached the file.
    std::vector<float> take()
    {
        const std::size_t enough = size() + 2 * 48000 * sizeof(float);
        EXPECT_TRUE(wait_until([&] { return size() >= enough; }));
        parec_.end(SIGTERM);
        const std::string bytes = text_of_file(path_);
        std::vector<float> left(bytes.size() / (2 * sizeof(float)));
        for (std::size_t i = 0; i < left.size(); ++i) {
            std::memcpy(&left[i], &bytes[i * 2 * sizeof(float)], sizeof(float));
        }
        return left;
    }

private:
    std::size_t size() const
    {
        struct stat status {};
        return stat(path_.c_str(), &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
    }

    std::string path_;
    ChildProcess parec_;
};

// A machine that takes the processor away for longer than the buffers last loses sound on this way, which PulseAudio's
// ALSA plug-in does not report: so such a run proves nothing and is made again, with more buffer if need be. But one
// must come through to the last sample, which no other kind of fault would allow.
TEST(PortAudioDriver, ThroughAlsaAndPulseAudioTheMonitorRecordsExactlyWhatWasPlayed)
{
    const ScopedVariable no_jack("JACK_DEFAULT_SERVER", unique_name("an_nobody"));
    PulseServer pulse;
    const int device = index_of("pulse");
    bool is_exact = false;
    for (int turn = 0; turn < 24 && !is_exact; ++turn) {
        MonitorRecording recording(pulse);
        ASSERT_TRUE(wait_until([&] { return recording.has_begun(); }));
        TestHost host(48000);
        const auto driver = make_portaudio_driver();
        DriverConfig config = stereo_on(device);
        config.latency_seconds = turn < 8 ? 0.02 : turn < 16 ? 0.04 : 0.16;
        config.buffer_frames = 256;
        const DriverInfo info = driver->open(config, host);
        EXPECT_EQ(info.output_name, "pulse");
        EXPECT_EQ(info.input_name, "pulse");
        EXPECT_EQ(info.input_channels, 2);
        EXPECT_EQ(info.sample_rate, 48000);
        host.use(info);
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(48000));
        driver->stop();
        EXPECT_EQ(host.lost(), "");
        EXPECT_EQ(host.largest_call(), 256U);
        const auto played = static_cast<std::int64_t>(host.frames());
        const std::vector<float> heard = recording.take();
        driver->close();
        const std::int64_t start = find_start(heard);
        const std::int64_t round_trip = find_start(host.captured(0));
        if (start < 0 || round_trip < 0) {
            continue;
        }
        const std::int64_t heard_exactly = exact_frames(heard, start, static_cast<std::int64_t>(heard.size()));
        const std::int64_t captured_exactly = exact_frames(host.captured(0), round_trip, 48000);
        EXPECT_LE(heard_exactly, played);
        is_exact = heard_exactly == played && captured_exactly == 48000 - round_trip;
        RecordProperty("turn_" + std::to_string(turn), std::to_string(heard_exactly) + " of " + std::to_string(played) +
                                                           " heard, " + std::to_string(captured_exactly) + " of " +
                                                           std::to_string(48000 - round_trip) + " captured");
    }
    EXPECT_TRUE(is_exact) << "no run came through whole";
}

class PulseDeath : public ::testing::TestWithParam<int> {};

TEST_P(PulseDeath, IsReportedAndLeavesNothingHanging)
{
    const ScopedVariable no_jack("JACK_DEFAULT_SERVER", unique_name("an_nobody"));
    TestHost host;
    const auto driver = make_portaudio_driver();
    {
        PulseServer pulse;
        DriverConfig config = stereo_on(index_of("pulse"));
        config.latency_seconds = 0.04;
        host.use(driver->open(config, host));
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(4800));
        if (GetParam() == SIGSTOP) {
            pulse.signal(SIGSTOP);
        } else {
            pulse.end(GetParam());
        }
        ASSERT_TRUE(wait_until([&] { return host.times_lost() > 0; }));
        EXPECT_NE(host.lost().find("pulse"), std::string::npos) << host.lost();
        EXPECT_FALSE(driver->is_realtime());
        EXPECT_LT(seconds_of([&] { driver->stop(); }), 10);
        EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
        const std::uint64_t frames = host.frames();
        if (GetParam() == SIGSTOP) {
            pulse.end(SIGKILL); // frees the thread that waits for it
        }
        EXPECT_EQ(host.frames(), frames);
    }
    EXPECT_EQ(host.times_lost(), 1);
    PulseServer next;
    TestHost anew;
    DriverConfig config = stereo_on(index_of("pulse"));
    config.latency_seconds = 0.04;
    anew.use(driver->open(config, anew));
    driver->start();
    EXPECT_TRUE(anew.wait_for_frames(4800));
    driver->close(); // before its host goes
}

INSTANTIATE_TEST_SUITE_P(PortAudio, PulseDeath, ::testing::Values(SIGTERM, SIGKILL, SIGSTOP));

TEST(PortAudioDriver, TellsHonestlyWhetherItsThreadIsRealtime)
{
    bool may_be_realtime = false;
    std::thread([&] { may_be_realtime = raise_to_realtime(); }).join();
    const ScopedVariable no_jack("JACK_DEFAULT_SERVER", unique_name("an_nobody"));
    PulseServer pulse;
    TestHost host;
    const auto driver = make_portaudio_driver();
    EXPECT_FALSE(driver->is_realtime());
    host.use(driver->open(stereo_on(index_of("pulse")), host));
    EXPECT_FALSE(driver->is_realtime()) << "not started";
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    EXPECT_EQ(driver->is_realtime(), may_be_realtime);
    driver->stop();
    EXPECT_FALSE(driver->is_realtime());
}

TEST(PortAudioDriver, SaysThatThereIsNoDeviceAtAll)
{
    // Not even the definitions that sound cards are opened by; PortAudio itself aborts where ALSA knows no name at all.
    const AlsaMachine machine("pcm.broken { type hw card 99 }\n");
    EXPECT_TRUE(list_devices().empty());
    EXPECT_FALSE(list_host_apis().empty());
    TestHost host;
    const Failure failure = failure_of([&] { make_portaudio_driver()->open(DriverConfig{}, host); });
    EXPECT_EQ(failure.status, AN_NO_DEVICE_FOUND);
    EXPECT_TRUE(failure.says("PortAudio finds no output device")) << failure.words;
}

TEST(PortAudioDriver, LetsAlsaAndJackPrintNothing)
{
    const ScopedVariable no_jack("JACK_DEFAULT_SERVER", unique_name("an_nobody"));
    TestHost host;
    ::testing::internal::CaptureStderr();
    list_devices();
    failure_of([&] { make_portaudio_driver()->open(stereo_on(12345), host); });
    const std::string printed = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(printed.find("ALSA lib"), std::string::npos) << printed;
    EXPECT_EQ(printed.find("jack"), std::string::npos) << printed;
    EXPECT_EQ(printed.find("Jack"), std::string::npos) << printed;
    EXPECT_EQ(printed.find("Cannot connect"), std::string::npos) << printed;
    EXPECT_NE(host.log_text().find("JACK: "), std::string::npos) << "it is in the log instead";
}

TEST(PortAudioDriver, AnIndexThatIsNoneListsWhatThereIs)
{
    const AlsaMachine machine(null_devices);
    const int device = index_of("nowhere");
    TestHost host;
    for (const int index : {1000, static_cast<int>(AN_NO_DEVICE)}) {
        DriverConfig config = stereo_on(device);
        config.output_device = index;
        const Failure failure = failure_of([&] { make_portaudio_driver()->open(config, host); });
        EXPECT_EQ(failure.status, AN_NO_DEVICE_FOUND);
        EXPECT_TRUE(failure.says(std::to_string(index)) && failure.says(std::to_string(device) + " 'nowhere (ALSA)'"))
            << failure.words;
    }
    DriverConfig config = stereo_on(device);
    config.input_device = 1000;
    EXPECT_EQ(failure_of([&] { make_portaudio_driver()->open(config, host); }).status, AN_NO_DEVICE_FOUND);
}

TEST(PortAudioDriver, MoreOutputsThanTheDeviceHasIsAnErrorWithBothNumbers)
{
    const AlsaMachine machine(null_devices);
    TestHost host;
    DriverConfig config = stereo_on(index_of("nowhere"));
    config.output_channels = 1000;
    const Failure failure = failure_of([&] { make_portaudio_driver()->open(config, host); });
    EXPECT_EQ(failure.status, AN_CHANNELS_UNSUPPORTED);
    EXPECT_TRUE(failure.says("128 output channels") && failure.says("1000")) << failure.words;
}

TEST(PortAudioDriver, WithoutAnInputItOpensTheOutputAloneAndSaysSo)
{
    const AlsaMachine machine(null_devices);
    TestHost host;
    const auto driver = make_portaudio_driver();
    DriverConfig config = stereo_on(index_of("mouth"));
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.input_channels, 0);
    EXPECT_EQ(info.input_device, AN_NO_DEVICE);
    EXPECT_EQ(info.output_name, "mouth");
    EXPECT_NE(info.notice.find("'mouth (ALSA)' has no input; output only"), std::string::npos) << info.notice;

    config.input_channels = 0;
    EXPECT_EQ(driver->open(config, host).notice, "");
}

TEST(PortAudioDriver, WithFewerInputsThanAskedForItTakesWhatThereIs)
{
    const AlsaMachine machine(null_devices);
    TestHost host;
    DriverConfig config = stereo_on(index_of("nowhere"));
    config.input_channels = 1000;
    const auto driver = make_portaudio_driver();
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.input_channels, 128);
    EXPECT_NE(info.notice.find("has 128 channels; 1000"), std::string::npos) << info.notice;
}

TEST(PortAudioDriver, AnInputThatDoesNotOpenLeavesTheOutputAndNamesIt)
{
    const ScratchFolder folder;
    const std::string recording = folder / "in.raw";
    std::ofstream(recording) << std::string(1 << 16, '\0');
    const AlsaMachine machine(null_devices +
                              "pcm.ear { type asym hint { show on } capture.pcm { type file slave.pcm \"nowhere\" "
                              "file /dev/null format raw infile \"" +
                              recording + "\" } }\n");
    const PortAudioSession list_as_it_is_now;
    const int ear = index_of("ear");
    ASSERT_EQ(unlink(recording.c_str()), 0);
    TestHost host;
    const auto driver = make_portaudio_driver();
    DriverConfig config = stereo_on(index_of("nowhere"));
    config.input_device = ear;
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.input_channels, 0);
    EXPECT_EQ(info.input_device, AN_NO_DEVICE);
    EXPECT_NE(info.notice.find("The input 'ear (ALSA)' cannot be used; output only"), std::string::npos) << info.notice;
}

TEST(PortAudioDriver, ADeviceThatVanishesBeforeItIsOpenedIsAnErrorWithTheHostsWords)
{
    const ScopedVariable no_jack("JACK_DEFAULT_SERVER", unique_name("an_nobody"));
    PulseServer pulse;
    const PortAudioSession list_as_it_is_now;
    const int device = index_of("pulse");
    pulse.end(SIGKILL);
    TestHost host;
    const Failure failure = failure_of([&] { make_portaudio_driver()->open(stereo_on(device), host); });
    EXPECT_TRUE(failure.status == AN_DEVICE_FAILED || failure.status == AN_DEVICE_BUSY) << failure.status;
    EXPECT_TRUE(failure.says("'pulse (ALSA)'") && failure.says("Connection refused")) << failure.words;
}

TEST(PortAudioDriver, CoreAudioIsAnErrorWhereThereIsNone)
{
    const AlsaMachine machine(null_devices);
    TestHost host;
    DriverConfig config = stereo_on(AN_DEFAULT_DEVICE);
    config.backend = AN_BACKEND_COREAUDIO;
    const Failure failure = failure_of([&] { make_portaudio_driver()->open(config, host); });
    EXPECT_EQ(failure.status, AN_NOT_SUPPORTED);
    EXPECT_TRUE(failure.says("macOS")) << failure.words;
}

TEST(PortAudioDriver, ItsErrorsBecomeOurStatuses)
{
    const PortAudioSession session;
    EXPECT_EQ(portaudio_error(paDeviceUnavailable, "open", "").status(), AN_DEVICE_BUSY);
    EXPECT_EQ(portaudio_error(paInvalidSampleRate, "open", "").status(), AN_SAMPLE_RATE_UNSUPPORTED);
    EXPECT_EQ(portaudio_error(paInvalidChannelCount, "open", "").status(), AN_CHANNELS_UNSUPPORTED);
    EXPECT_EQ(portaudio_error(paBufferTooBig, "open", "").status(), AN_BUFFER_SIZE_UNSUPPORTED);
    EXPECT_EQ(portaudio_error(paInvalidDevice, "open", "").status(), AN_NO_DEVICE_FOUND);
    EXPECT_EQ(portaudio_error(paInsufficientMemory, "open", "").status(), AN_OUT_OF_MEMORY);
    EXPECT_EQ(portaudio_error(paTimedOut, "open", "").status(), AN_DEVICE_FAILED);
    const std::string words = portaudio_error(paInvalidSampleRate, "open 'x'", "said by the host").what();
    EXPECT_NE(words.find("PortAudio cannot open 'x': Invalid sample rate; said by the host"), std::string::npos)
        << words;
}

TEST(PortAudioDriver, OnlyJackHasPorts)
{
    const auto driver = make_portaudio_driver();
    EXPECT_EQ(failure_of([&] { driver->start(); }).status, AN_INVALID_STATE);
    EXPECT_EQ(failure_of([&] { static_cast<void>(driver->ports()); }).status, AN_INVALID_STATE);
    EXPECT_EQ(failure_of([&] { driver->connect("a:b", "c:d"); }).status, AN_INVALID_STATE);
    driver->stop();
    driver->close();
    driver->close();
}

} // namespace
} // namespace audionative::testing

#endif
