// SPDX-License-Identifier: MIT
//
// Server: the native thread that drains both queues whether or not a device runs, frees what the audio thread
// has let go of, and turns counters into events.
#include "engine/server.h"
#include "support/monotonic.h"
#include "support/status.h"
#include "support/thread_priority.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace audionative {

namespace {

// A thousand sources that stay dry would else fill the event queue within a few beats, and push out what others wait for.
constexpr std::int64_t underruns_pause_ns = 100'000'000;

} // namespace

void Server::Doorbell::ring()
{
    {
        const std::lock_guard lock(mutex);
        pending = true;
    }
    rung.notify_all();
}

void Server::start_housekeeping()
{
    xruns_told_ = 0;
    buffer_frames_told_ = device_buffer_frames_.load();
    sample_rate_told_ = device_sample_rate_.load();
    housekeeping_.store(true);
    housekeeper_ = std::thread([this] { keep_house(); });
}

void Server::end_housekeeping()
{
    housekeeping_.store(false);
    doorbell_->ring();
    if (housekeeper_.joinable()) {
        housekeeper_.join();
    }
    if (const std::shared_ptr<Engine> engine = this->engine()) {
        collect_retired(*engine);
    }
}

void Server::keep_house()
{
    name_thread("an-housekeeping");
    while (housekeeping_.load()) {
        const std::shared_ptr<Engine> engine = this->engine();
        if (engine == nullptr) {
            return;
        }
        engine->drain_idle();
        collect_retired(*engine);
        poll_driver();
        poll_sources();
        poll_recorders();
        // The audio thread may not wake anybody, so it is looked after on a beat: short enough that a writer
        // waiting for room in a ring of 20 ms is in time.
        const auto beat = std::chrono::milliseconds(engine->has_callbacks() ? 4 : 20);
        std::unique_lock lock(doorbell_->mutex);
        doorbell_->rung.wait_for(lock, beat, [this] { return doorbell_->pending; });
        doorbell_->pending = false;
    }
}

void Server::collect_retired(Engine &engine)
{
    std::vector<std::shared_ptr<Source>> sources;
    {
        const std::lock_guard lock(registry_mutex_);
        for (EngineObject *object = engine.retired().take(); object != nullptr;) {
            EngineObject *next = RetireStack::next(*object);
            retired_.fetch_add(1, std::memory_order_relaxed);
            const auto source = std::find_if(sources_.begin(), sources_.end(),
                                             [&](const SourceEntry &entry) { return entry.source.get() == object; });
            if (source != sources_.end()) {
                sources.push_back(std::move(source->source));
                sources_.erase(source);
            } else {
                std::erase_if(taps_, [&](const std::shared_ptr<Tap> &tap) { return tap.get() == object; });
            }
            object = next;
        }
    }
    for (const std::shared_ptr<Source> &source : sources) {
        {
            const std::lock_guard lock(source->membership().mutex);
            source->membership().server = nullptr;
            source->membership().leaving = false;
        }
        source->membership().left.notify_all();
    }
}

void Server::poll_sources()
{
    const std::int64_t now_ns = monotonic_ns();
    const std::lock_guard lock(registry_mutex_);
    for (SourceEntry &entry : sources_) {
        Source &source = *entry.source;
        if (const std::int64_t room = source.take_room(); room >= 0) {
            push_event(AN_EVENT_SOURCE_ROOM, source.id(), room);
        }
        if (const std::int64_t underruns = source.underrun_frames();
            underruns != entry.underruns_told && now_ns >= entry.underruns_due_ns) {
            entry.underruns_told = underruns;
            entry.underruns_due_ns = now_ns + underruns_pause_ns;
            push_event(AN_EVENT_SOURCE_UNDERRUN, source.id(), underruns, "", AN_OK, AN_LOG_WARNING);
        }
        if (const std::int64_t drains = source.times_drained(); drains != entry.drains_told) {
            entry.drains_told = drains;
            push_event(AN_EVENT_SOURCE_DRAINED, source.id(), 0);
        }
        if (entry.to_remove) {
            const std::shared_ptr<Engine> engine = this->engine();
            entry.to_remove =
                engine != nullptr && !engine->submit({Command::Kind::remove_source, &source, 0});
        }
    }
}

void Server::poll_recorders()
{
    std::vector<std::shared_ptr<Recorder>> over;
    std::unique_lock lock(registry_mutex_);
    for (RecorderEntry &entry : recorders_) {
        const an_recorder_status status = entry.recorder->status();
        if (status.frames_dropped != entry.dropped_told) {
            entry.dropped_told = status.frames_dropped;
            if (status.status == AN_OK) {
                push_event(AN_EVENT_RECORD_OVERRUN, status.id, status.frames_dropped, "", AN_OK, AN_LOG_WARNING);
            }
        }
        if (status.status != AN_OK && !entry.failure_told) {
            entry.failure_told = true;
            push_event(AN_EVENT_RECORD_FAILED, status.id, status.frames_written, status.text,
                       static_cast<an_status>(status.status), AN_LOG_ERROR);
        }
        if (status.is_running == 0) {
            if (status.status == AN_OK) {
                push_event(AN_EVENT_RECORD_DONE, status.id, status.frames_written);
            }
            over.push_back(std::move(entry.recorder));
        }
    }
    std::erase_if(recorders_, [](const RecorderEntry &entry) { return entry.recorder == nullptr; });
    lock.unlock();
    // Membership comes before the registry in the order of locks. A handle that lives on must not remember us.
    for (const std::shared_ptr<Recorder> &recorder : over) {
        const std::lock_guard membership(recorder->membership().mutex);
        recorder->membership().server = nullptr;
    }
}

void Server::poll_driver()
{
    if (const std::int64_t xruns = xruns_.load(); xruns != xruns_told_) {
        xruns_told_ = xruns;
        push_event(AN_EVENT_XRUN, 0, xruns, "", AN_OK, AN_LOG_WARNING);
    }
    if (const int frames = device_buffer_frames_.load(); frames != buffer_frames_told_) {
        buffer_frames_told_ = frames;
        push_event(AN_EVENT_BUFFER_SIZE, 0, frames);
    }
    if (const double rate = device_sample_rate_.load(); rate != sample_rate_told_) {
        sample_rate_told_ = rate;
        push_event(AN_EVENT_SAMPLE_RATE, 0, std::llround(rate), "", AN_OK, AN_LOG_WARNING);
    }
    if (lost_.load()) {
        handle_lost();
    }
    learn_priority();
}

// A driver knows its audio thread's priority once that thread has called, which is after start() has returned.
void Server::learn_priority()
{
    const std::unique_lock control(control_mutex_, std::try_to_lock);
    if (!control.owns_lock() || driver_ == nullptr) {
        return;
    }
    const an_server_info now = info();
    if (now.is_started == 0 || now.is_realtime != 0 || !driver_->is_realtime()) {
        return;
    }
    const std::lock_guard state(state_mutex_);
    info_.is_realtime = 1;
}

void Server::handle_lost()
{
    // A control call under way (stop, shutdown) sees to the driver itself; if not, the next round does.
    const std::unique_lock control(control_mutex_, std::try_to_lock);
    if (!control.owns_lock() || driver_ == nullptr || !lost_.load()) {
        return;
    }
    {
        const std::lock_guard state(state_mutex_);
        if (info_.device_lost != 0) {
            return;
        }
    }
    stop_locked();
    driver_->close();
    {
        const std::lock_guard state(state_mutex_);
        info_.device_lost = 1;
    }
    std::string why;
    {
        const std::lock_guard lock(lost_mutex_);
        why = why_lost_;
    }
    push_event(AN_EVENT_DEVICE_LOST, 0, 0, why.c_str(), AN_DEVICE_FAILED, AN_LOG_ERROR);
}

void Server::push_event(an_event_type type, std::int64_t source, std::int64_t value, const char *text,
                        an_status status, an_log_level level)
{
    an_event event{};
    event.type = type;
    event.level = level;
    event.status = status;
    event.source = source;
    event.value = value;
    if (const std::shared_ptr<Engine> engine = this->engine()) {
        event.frame = engine->report().frame;
    }
    copy_text(event.text, sizeof event.text, text);
    events_.push(event);
}

} // namespace audionative
