// SPDX-License-Identifier: MIT
//
// Server: putting sources into the engine and taking them out.
#include "engine/server.h"
#include "support/status.h"

#include <algorithm>
#include <chrono>

namespace audionative {

namespace {

constexpr const char *queue_full = "the command queue to the audio thread is full; try again, or boot with a larger one";

} // namespace

void Server::submit(const Command &command)
{
    const std::shared_ptr<Engine> engine = this->engine();
    if (engine == nullptr || !engine->submit(command)) {
        throw Error(AN_QUEUE_FULL, queue_full);
    }
}

void Server::check_source_fits(const Source &source, const Engine &engine) const
{
    const int outputs = engine.config().output_channels;
    const int last = source.output_channel() + source.channels();
    if (source.output_channel() < 0 || last > outputs) {
        throw Error(AN_CHANNELS_UNSUPPORTED, "a source of " + std::to_string(source.channels()) +
                                                 " channels that begins at output channel " +
                                                 std::to_string(source.output_channel()) +
                                                 " does not fit into the server's " + std::to_string(outputs));
    }
}

void Server::add_source(const std::shared_ptr<Source> &source)
{
    const std::lock_guard control(control_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    check_source_fits(*source, *engine);
    Source::Membership &membership = source->membership();
    std::unique_lock lock(membership.mutex);
    // Removed a moment ago and still fading: soon over, unless the device hangs.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (membership.server != nullptr && membership.leaving && std::chrono::steady_clock::now() < deadline) {
        // Perhaps another server's, which lives as long as the source is in it and the lock is held.
        Server &leaving = *membership.server;
        const std::shared_ptr<Engine> leaving_engine = leaving.engine();
        const std::shared_ptr<Doorbell> leaving_doorbell = leaving.doorbell_;
        lock.unlock();
        if (leaving_engine != nullptr) {
            leaving_engine->finish_removals();
        }
        leaving_doorbell->ring();
        collect_retired(*engine);
        lock.lock();
        if (membership.server != nullptr) {
            membership.left.wait_for(lock, std::chrono::milliseconds(10));
        }
    }
    if (membership.server != nullptr) {
        throw Error(AN_INVALID_STATE, membership.leaving
                                          ? "the source is still being removed: its device does not answer"
                                      : membership.server == this ? "the source is already in this server"
                                                                  : "the source is in another server; remove it there first");
    }
    {
        const std::lock_guard registry(registry_mutex_);
        SourceEntry entry;
        entry.source = source;
        entry.underruns_told = source->underrun_frames();
        entry.drains_told = source->times_drained();
        sources_.push_back(std::move(entry));
    }
    try {
        submit({Command::Kind::add_source, source.get(), 0});
    } catch (...) {
        const std::lock_guard registry(registry_mutex_);
        sources_.pop_back();
        throw;
    }
    membership.server = this;
    membership.leaving = false;
    doorbell_->ring();
}

void Server::remove_source(const std::shared_ptr<Source> &source)
{
    const std::lock_guard control(control_mutex_);
    const std::shared_ptr<Engine> engine = booted_engine();
    {
        Source::Membership &membership = source->membership();
        const std::lock_guard lock(membership.mutex);
        if (membership.server != this || membership.leaving) {
            throw Error(AN_INVALID_STATE, "the source is not in this server");
        }
        submit({Command::Kind::remove_source, source.get(), 0});
        membership.leaving = true;
    }
    collect_retired(*engine);
    doorbell_->ring();
}

void Server::play_source(Source &source, std::int64_t at_frame)
{
    Source::Membership &membership = source.membership();
    const std::lock_guard lock(membership.mutex);
    if (membership.server == nullptr || membership.leaving) {
        throw Error(AN_INVALID_STATE, "the source is in no server; add it to one before it plays");
    }
    membership.server->submit({Command::Kind::play_source, &source, at_frame});
    membership.server->doorbell_->ring();
}

void Server::stop_source(Source &source)
{
    Source::Membership &membership = source.membership();
    const std::lock_guard lock(membership.mutex);
    if (membership.server != nullptr && !membership.leaving) {
        membership.server->submit({Command::Kind::stop_source, &source, 0});
    }
}

void Server::clear_source(Source &source)
{
    Source::Membership &membership = source.membership();
    const std::lock_guard lock(membership.mutex);
    if (membership.server != nullptr) {
        throw Error(AN_INVALID_STATE, "the source is in a server, whose audio thread reads it; remove it first");
    }
    source.clear();
}

void Server::abandon_source(const std::shared_ptr<Source> &source) noexcept
{
    Source::Membership &membership = source->membership();
    const std::lock_guard lock(membership.mutex);
    if (membership.server == nullptr || membership.leaving) {
        return;
    }
    Server &server = *membership.server;
    membership.leaving = true;
    try {
        server.submit({Command::Kind::remove_source, source.get(), 0});
    } catch (const Error &) {
        // The queue is full. Housekeeping, which cannot fail, tries again.
        const std::lock_guard registry(server.registry_mutex_);
        for (SourceEntry &entry : server.sources_) {
            if (entry.source == source) {
                entry.to_remove = true;
            }
        }
    }
    server.doorbell_->ring();
}

void Server::detach_all()
{
    std::vector<SourceEntry> sources;
    std::vector<RecorderEntry> recorders;
    std::vector<std::shared_ptr<Tap>> taps;
    {
        const std::lock_guard registry(registry_mutex_);
        sources.swap(sources_);
        recorders.swap(recorders_);
        taps.swap(taps_);
    }
    for (const SourceEntry &entry : sources) {
        Source::Membership &membership = entry.source->membership();
        {
            const std::lock_guard lock(membership.mutex);
            membership.server = nullptr;
            membership.leaving = false;
        }
        membership.left.notify_all();
    }
    for (const RecorderEntry &entry : recorders) {
        {
            const std::lock_guard lock(entry.recorder->membership().mutex);
            entry.recorder->membership().server = nullptr;
        }
        entry.recorder->close();
        const an_recorder_status status = entry.recorder->status();
        if (status.status != AN_OK && !entry.failure_told) {
            push_event(AN_EVENT_RECORD_FAILED, status.id, status.frames_written, status.text,
                       static_cast<an_status>(status.status), AN_LOG_ERROR);
        } else if (status.status == AN_OK) {
            push_event(AN_EVENT_RECORD_DONE, status.id, status.frames_written);
        }
    }
}

} // namespace audionative
