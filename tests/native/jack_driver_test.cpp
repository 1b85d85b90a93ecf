// SPDX-License-Identifier: MIT
#ifdef AN_HAVE_JACK

#include "drivers/jack_library.h"
#include "jack_server.h"
#include "support/monotonic.h"
#include "support/thread_priority.h"
#include "test_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace audionative::testing {
namespace {

using namespace std::chrono_literals;

DriverConfig config_for(const JackServer &server, int channels = 2)
{
    DriverConfig config;
    config.backend = AN_BACKEND_JACK;
    config.jack_server = server.name();
    config.output_channels = channels;
    config.input_channels = channels;
    config.connect_inputs = false;
    config.connect_outputs = false;
    return config;
}

// The server's loop-back "hardware" carries our outputs to our inputs.
void wire_loopback(Driver &driver, const std::string &client)
{
    for (const char *number : {"1", "2"}) {
        driver.connect(client + ":out_" + number, std::string("loopback:playback_") + number);
        driver.connect(std::string("loopback:capture_") + number, client + ":in_" + number);
    }
}

std::vector<std::string> connections_of(jack_client_t *client, const std::string &port)
{
    std::vector<std::string> names;
    const char **connected = jack_port_get_all_connections(client, jack_port_by_name(client, port.c_str()));
    for (const char **name = connected; name != nullptr && *name != nullptr; ++name) {
        names.emplace_back(*name);
    }
    jack_free(connected);
    return names;
}

double seconds_of(const std::function<void()> &call)
{
    const std::int64_t start = monotonic_ns();
    call();
    return static_cast<double>(monotonic_ns() - start) * 1e-9;
}

class JackPeriods : public ::testing::TestWithParam<int> {};

TEST_P(JackPeriods, ARampAndASineComeBackBitExactAfterOnePeriod)
{
    const int period = GetParam();
    JackServer server(48000, period);
    TestHost host(48000);
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config_for(server), host);
    EXPECT_EQ(info.sample_rate, 48000);
    EXPECT_EQ(info.buffer_frames, period);
    EXPECT_EQ(info.output_channels, 2);
    EXPECT_EQ(info.input_channels, 2);
    EXPECT_EQ(info.notice, "");
    host.use(info);
    wire_loopback(*driver, info.client_name);
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(48000));
    driver->stop();
    EXPECT_EQ(find_start(host.captured(0)), period);
    EXPECT_EQ(exact_frames(host.captured(0), period, 48000, TestHost::ramp), 48000 - period);
    EXPECT_EQ(exact_frames(host.captured(1), period, 48000, TestHost::sine), 48000 - period);
    EXPECT_EQ(host.largest_call(), static_cast<std::uint32_t>(period));
    EXPECT_FALSE(host.clock_went_back());
    EXPECT_EQ(host.lost(), "");
}

INSTANTIATE_TEST_SUITE_P(Jack, JackPeriods, ::testing::Values(64, 128, 1024));

TEST(JackDriver, ConnectsThePhysicalPortsInOrderAtTheFirstStartOnly)
{
    JackServer server;
    TestHost host;
    const auto driver = make_jack_driver();
    DriverConfig config = config_for(server, 3);
    config.connect_inputs = config.connect_outputs = true;
    const DriverInfo info = driver->open(config, host);
    host.use(info);
    EXPECT_EQ(info.output_name, "system");
    EXPECT_EQ(info.input_name, "system");
    EXPECT_DOUBLE_EQ(info.output_latency, 256 / 48000.0);
    EXPECT_DOUBLE_EQ(info.input_latency, 128 / 48000.0);

    const JackClient other(server.name(), "onlooker");
    const auto connected = [&](const std::string &port) {
        return connections_of(other.get(), info.client_name + port);
    };
    EXPECT_TRUE(connected(":out_1").empty());
    driver->start();
    EXPECT_EQ(connected(":out_1"), std::vector<std::string>{"system:playback_1"});
    EXPECT_EQ(connected(":out_2"), std::vector<std::string>{"system:playback_2"});
    EXPECT_EQ(connected(":out_3"), std::vector<std::string>{"loopback:playback_1"});
    EXPECT_EQ(connected(":in_1"), std::vector<std::string>{"system:capture_1"});
    EXPECT_EQ(connected(":in_3"), std::vector<std::string>{"loopback:capture_1"});

    driver->disconnect(info.client_name + ":out_2", "system:playback_2");
    driver->stop();
    EXPECT_EQ(connected(":out_1"), std::vector<std::string>{"system:playback_1"}) << "a stop keeps the wiring";
    driver->start();
    EXPECT_TRUE(connected(":out_2").empty()) << "what the user unplugged stays unplugged";
}

TEST(JackDriver, StoppedItRendersNothingAndStartedAgainGoesOnWhereItWas)
{
    JackServer server;
    TestHost host(48000);
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config_for(server), host);
    host.use(info);
    wire_loopback(*driver, info.client_name);
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    driver->stop();
    const std::uint64_t stopped_at = host.frames();

    // A quarter of a second of cycles of another client on the same server goes by.
    TestHost clock;
    const auto beside = make_jack_driver();
    clock.use(beside->open(config_for(server), clock));
    beside->start();
    ASSERT_TRUE(clock.wait_for_frames(12000));
    EXPECT_EQ(host.frames(), stopped_at);

    driver->start();
    ASSERT_TRUE(host.wait_for_frames(48000));
    driver->stop();
    // The loop gave silence meanwhile; its first period after the restart is that silence, and then the ramp goes on.
    const auto stop = static_cast<std::int64_t>(stopped_at);
    EXPECT_EQ(exact_frames(host.captured(0), 128, stop), stop - 128);
    std::int64_t again = stop;
    while (again < 48000 && host.captured(0)[static_cast<std::size_t>(again)] == 0.0F) {
        ++again;
    }
    EXPECT_EQ(again, stop + 128);
    EXPECT_EQ(host.captured(0)[static_cast<std::size_t>(again)], TestHost::ramp(stopped_at + 1));
}

class JackDeath : public ::testing::TestWithParam<int> {};

TEST_P(JackDeath, IsReportedAndLeavesNothingHanging)
{
    TestHost host;
    const auto driver = make_jack_driver();
    {
        JackServer server;
        const DriverInfo info = driver->open(config_for(server), host);
        host.use(info);
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(4800));
        server.end(GetParam());
        ASSERT_TRUE(wait_until([&] { return host.times_lost() > 0; }));
        EXPECT_NE(host.lost().find(server.name()), std::string::npos) << host.lost();
        EXPECT_FALSE(driver->is_realtime());
        EXPECT_EQ(failure_of([&] { static_cast<void>(driver->ports()); }).status, AN_SERVER_NOT_RUNNING);
    }
    EXPECT_LT(seconds_of([&] { driver->stop(); }), 10);
    EXPECT_EQ(failure_of([&] { driver->start(); }).status, AN_SERVER_NOT_RUNNING);
    EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
    EXPECT_EQ(host.times_lost(), 1);

    JackServer next;
    TestHost anew;
    anew.use(driver->open(config_for(next), anew));
    driver->start();
    EXPECT_TRUE(anew.wait_for_frames(4800));
    driver->close(); // before its host goes
}

INSTANTIATE_TEST_SUITE_P(Jack, JackDeath, ::testing::Values(SIGTERM, SIGKILL));

TEST(JackDriver, AServerThatDiesWhileStoppedIsReportedToo)
{
    TestHost host;
    const auto driver = make_jack_driver();
    JackServer server;
    host.use(driver->open(config_for(server), host));
    server.end(SIGKILL);
    EXPECT_TRUE(wait_until([&] { return host.times_lost() == 1; }));
}

TEST(JackDriver, AServerThatHangsIsToldOfAndHoldsNeitherStopNorClose)
{
    TestHost host;
    const auto driver = make_jack_driver();
    {
        JackServer server;
        host.use(driver->open(config_for(server), host));
        driver->start();
        ASSERT_TRUE(host.wait_for_frames(4800));
        server.signal(SIGSTOP);
        EXPECT_TRUE(wait_until([&] { return host.log_text().find("has not asked for sound") != std::string::npos; }));
        EXPECT_EQ(host.lost(), "") << "it may come back";
        EXPECT_LT(seconds_of([&] { driver->stop(); }), 10);
        EXPECT_LT(seconds_of([&] { driver->close(); }), 10);
        const std::uint64_t frames = host.frames();
        server.signal(SIGCONT); // the abandoned client is called again, behind its shut gate, and then closed
        EXPECT_TRUE(wait_until([&] {
            return failure_of([] { const JackServerHold other("another name"); }).status == AN_OK;
        })) << "once the server answers, the client is closed";
        EXPECT_EQ(host.frames(), frames);
    }
}

TEST(JackDriver, AHungServerAnswersAProbeWithAnErrorInTime)
{
    JackServer server;
    server.signal(SIGSTOP);
    Failure failure;
    EXPECT_LT(seconds_of([&] { failure = failure_of([&] { probe_jack(server.name()); }); }), 30);
    EXPECT_EQ(failure.status, AN_DEVICE_FAILED);
    EXPECT_TRUE(failure.says("does not answer")) << failure.words;
    server.end(SIGKILL);
    EXPECT_TRUE(
        wait_until([&] { return failure_of([] { const JackServerHold other("another name"); }).status == AN_OK; }));
}

TEST(JackDriver, AHungServerAnswersARequestToConnectWithAnErrorInTime)
{
    JackServer server;
    TestHost host;
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config_for(server), host);
    server.signal(SIGSTOP);
    Failure failure;
    EXPECT_LT(seconds_of([&] {
                  failure = failure_of([&] { driver->connect(info.client_name + ":out_1", info.client_name + ":in_1"); });
              }),
              30);
    EXPECT_EQ(failure.status, AN_DEVICE_FAILED);
    EXPECT_TRUE(failure.says("has not answered")) << failure.words;
    server.signal(SIGCONT); // it answers now, to nobody
    EXPECT_TRUE(wait_until([&] { return failure_of([&] { driver->ports(); }).status == AN_OK; }));
    driver->close();
}

TEST(JackDriver, AnotherPeriodIsReportedAndPlayed)
{
    JackServer server;
    TestHost host;
    const auto driver = make_jack_driver();
    host.use(driver->open(config_for(server), host));
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    const JackClient other(server.name(), "other");
    ASSERT_EQ(jack_set_buffer_size(other.get(), 512), 0);
    EXPECT_TRUE(wait_until([&] { return host.buffer_frames() == 512 && host.largest_call() == 512; }));
}

TEST(JackDriver, FreewheelsExactly)
{
    JackServer server;
    TestHost host(480000);
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config_for(server), host);
    host.use(info);
    // Out to in of the client itself: "hardware", even the loop-back kind, rests meanwhile.
    driver->connect(info.client_name + ":out_1", info.client_name + ":in_1");
    const JackClient other(server.name(), "other");
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    ASSERT_EQ(jack_set_freewheel(other.get(), 1), 0);
    ASSERT_TRUE(host.wait_for_frames(432000));
    ASSERT_EQ(jack_set_freewheel(other.get(), 0), 0);
    ASSERT_TRUE(host.wait_for_frames(480000));
    driver->stop();
    EXPECT_EQ(exact_frames(host.captured(0), 128, 480000), 480000 - 128);
}

TEST(JackDriver, TwoAtOnceGetNamesOfTheirOwnAndDoNotDisturbEachOther)
{
    JackServer server;
    TestHost hosts[2] = {TestHost(24000), TestHost(24000)};
    const auto first = make_jack_driver();
    const auto second = make_jack_driver();
    const DriverInfo info = first->open(config_for(server), hosts[0]);
    const DriverInfo other = second->open(config_for(server), hosts[1]);
    hosts[0].use(info);
    hosts[1].use(other);
    EXPECT_EQ(info.client_name, "audionative");
    EXPECT_NE(other.client_name, info.client_name);
    EXPECT_NE(other.notice.find(other.client_name), std::string::npos) << other.notice;
    for (const std::string &client : {info.client_name, other.client_name}) {
        first->connect(client + ":out_1", client + ":in_1");
    }
    first->start();
    second->start();
    ASSERT_TRUE(hosts[0].wait_for_frames(24000));
    ASSERT_TRUE(hosts[1].wait_for_frames(24000));
    first->close();
    const std::uint64_t frames = hosts[1].frames();
    EXPECT_TRUE(hosts[1].wait_for_frames(frames + 4800));
    second->close();
    EXPECT_EQ(exact_frames(hosts[0].captured(0), 128, 24000), 24000 - 128);
    EXPECT_EQ(exact_frames(hosts[1].captured(0), 128, 24000), 24000 - 128);
}

TEST(JackDriver, RefusesASecondServerInOneProcess)
{
    JackServer server;
    JackServer another(44100, 256);
    TestHost host;
    const auto driver = make_jack_driver();
    host.use(driver->open(config_for(server), host));
    driver->start();
    TestHost second;
    const Failure failure = failure_of([&] { make_jack_driver()->open(config_for(another), second); });
    EXPECT_EQ(failure.status, AN_INVALID_STATE);
    EXPECT_TRUE(failure.says(server.name()) && failure.says(another.name())) << failure.words;
    EXPECT_EQ(failure_of([&] { probe_jack(another.name()); }).status, AN_INVALID_STATE);
    EXPECT_TRUE(host.wait_for_frames(host.frames() + 4800)) << "the first is not disturbed";
    driver->close();
    EXPECT_EQ(probe_jack(another.name()).sample_rate, 44100);
    EXPECT_EQ(probe_jack(another.name()).buffer_frames, 256);
}

TEST(JackDriver, ListsConnectsAndDisconnectsPorts)
{
    JackServer server;
    TestHost host;
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config_for(server, 1), host);
    const std::vector<Port> ports = driver->ports();
    const auto find = [&](const std::string &name) {
        const auto at = std::find_if(ports.begin(), ports.end(), [&](const Port &port) { return port.name == name; });
        return at == ports.end() ? Port{} : *at;
    };
    EXPECT_EQ(ports.size(), 10U);
    const Port own = find(info.client_name + ":out_1");
    EXPECT_TRUE(own.is_own && !own.is_input && !own.is_physical);
    const Port playback = find("loopback:playback_1");
    EXPECT_TRUE(playback.is_input && playback.is_physical && !playback.is_own);

    const JackClient other(server.name(), "onlooker");
    for (int turn = 0; turn < 2; ++turn) {
        driver->connect(own.name, playback.name);
        EXPECT_EQ(connections_of(other.get(), own.name), std::vector<std::string>{playback.name});
    }
    for (int turn = 0; turn < 2; ++turn) {
        driver->disconnect(own.name, playback.name);
        EXPECT_TRUE(connections_of(other.get(), own.name).empty());
    }
    const Failure unknown = failure_of([&] { driver->connect(own.name, "nobody:here"); });
    EXPECT_EQ(unknown.status, AN_INVALID_ARGUMENT);
    EXPECT_TRUE(unknown.says("nobody:here")) << unknown.words;
    EXPECT_EQ(failure_of([&] { driver->connect(playback.name, own.name); }).status, AN_INVALID_ARGUMENT);
    EXPECT_EQ(failure_of([&] { driver->disconnect("nobody:here", playback.name); }).status, AN_INVALID_ARGUMENT);
}

TEST(JackDriver, SaysThatNoServerRunsAndPrintsNothing)
{
    const std::string name = unique_name("an_nobody");
    DriverConfig config;
    config.jack_server = name;
    TestHost host;
    ::testing::internal::CaptureStderr();
    const Failure failure = failure_of([&] { make_jack_driver()->open(config, host); });
    const Failure probe = failure_of([&] { probe_jack(name); });
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(failure.status, AN_SERVER_NOT_RUNNING);
    EXPECT_TRUE(failure.says("'" + name + "'") && failure.says("jackd -n " + name)) << failure.words;
    EXPECT_EQ(probe.status, AN_SERVER_NOT_RUNNING);
    EXPECT_NE(host.log_text().find("JACK: "), std::string::npos) << "libjack's own lines are in the log";
}

TEST(JackDriver, RefusesAnotherRateUnlessItMayAdoptTheServers)
{
    JackServer server(44100, 256);
    TestHost host;
    const auto driver = make_jack_driver();
    DriverConfig config = config_for(server);
    config.sample_rate = 48000;
    config.buffer_frames = 128;
    const Failure failure = failure_of([&] { driver->open(config, host); });
    EXPECT_EQ(failure.status, AN_SAMPLE_RATE_UNSUPPORTED);
    EXPECT_TRUE(failure.says("44100 Hz") && failure.says("48000 Hz")) << failure.words;

    config.adopt_rate = true;
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.sample_rate, 44100);
    EXPECT_EQ(info.buffer_frames, 256);
    EXPECT_NE(info.notice.find("44100 Hz"), std::string::npos) << info.notice;
    EXPECT_NE(info.notice.find("256 frames"), std::string::npos) << info.notice;

    config.sample_rate = 0;
    config.buffer_frames = 0;
    config.adopt_rate = false;
    EXPECT_EQ(driver->open(config, host).notice, "");
}

TEST(JackDriver, MoreChannelsThanTheServerHasPortsIsAnError)
{
    JackServer server;
    TestHost host;
    DriverConfig config = config_for(server);
    config.output_channels = 200;
    const Failure failure = failure_of([&] { make_jack_driver()->open(config, host); });
    EXPECT_EQ(failure.status, AN_CHANNELS_UNSUPPORTED);
    EXPECT_TRUE(failure.says("of the 200")) << failure.words;
}

TEST(JackDriver, CutsAClientNameThatIsTooLongAndSaysSo)
{
    JackServer server;
    TestHost host;
    DriverConfig config = config_for(server);
    config.client_name = std::string(200, 'x');
    const auto driver = make_jack_driver();
    const DriverInfo info = driver->open(config, host);
    EXPECT_EQ(info.client_name, std::string(63, 'x'));
    EXPECT_NE(info.notice.find("was asked for"), std::string::npos) << info.notice;
}

TEST(JackDriver, TellsHonestlyWhetherItsThreadIsRealtime)
{
    bool may_be_realtime = false;
    std::thread([&] { may_be_realtime = raise_to_realtime(); }).join();
    JackServer server;
    TestHost host;
    const auto driver = make_jack_driver();
    EXPECT_FALSE(driver->is_realtime());
    host.use(driver->open(config_for(server), host));
    EXPECT_FALSE(driver->is_realtime()) << "not started";
    driver->start();
    ASSERT_TRUE(host.wait_for_frames(4800));
    EXPECT_EQ(driver->is_realtime(), may_be_realtime);
    driver->stop();
    EXPECT_FALSE(driver->is_realtime());
}

} // namespace
} // namespace audionative::testing

#endif
