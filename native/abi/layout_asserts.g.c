/* SPDX-License-Identifier: MIT
 * Made from native/include/audionative/audionative.h by bindings/generator. Change the header, not this file.
 * header sha256: 3f5fd34f9c4fe992794655f0742280183089af44fae9ee44d185c3d2d928a37a
 *
 * The layout that the C# side counts on. Valid as C11 and as C++; compiled in every native build.
 */
#include <assert.h>
#include <stddef.h>

#include "audionative/audionative.h"

static_assert(sizeof(void *) == 8, "the bindings are for 64-bit machines");

static_assert(AN_NAME_BYTES == 256, "AN_NAME_BYTES == 256");
static_assert(AN_TEXT_BYTES == 512, "AN_TEXT_BYTES == 512");
static_assert(AN_MAX_CHANNELS == 1024, "AN_MAX_CHANNELS == 1024");
static_assert(AN_MAX_BUFFER_FRAMES == 65536, "AN_MAX_BUFFER_FRAMES == 65536");
static_assert(AN_DEFAULT_DEVICE == -1, "AN_DEFAULT_DEVICE == -1");
static_assert(AN_NO_DEVICE == -2, "AN_NO_DEVICE == -2");

static_assert(sizeof(an_status) == 4, "sizeof(an_status) == 4");
static_assert(AN_OK == 0, "AN_OK == 0");
static_assert(AN_INVALID_ARGUMENT == 1, "AN_INVALID_ARGUMENT == 1");
static_assert(AN_INVALID_STATE == 2, "AN_INVALID_STATE == 2");
static_assert(AN_OUT_OF_MEMORY == 3, "AN_OUT_OF_MEMORY == 3");
static_assert(AN_QUEUE_FULL == 4, "AN_QUEUE_FULL == 4");
static_assert(AN_NOT_SUPPORTED == 5, "AN_NOT_SUPPORTED == 5");
static_assert(AN_NO_DEVICE_FOUND == 6, "AN_NO_DEVICE_FOUND == 6");
static_assert(AN_DEVICE_BUSY == 7, "AN_DEVICE_BUSY == 7");
static_assert(AN_SAMPLE_RATE_UNSUPPORTED == 8, "AN_SAMPLE_RATE_UNSUPPORTED == 8");
static_assert(AN_CHANNELS_UNSUPPORTED == 9, "AN_CHANNELS_UNSUPPORTED == 9");
static_assert(AN_BUFFER_SIZE_UNSUPPORTED == 10, "AN_BUFFER_SIZE_UNSUPPORTED == 10");
static_assert(AN_DEVICE_FAILED == 11, "AN_DEVICE_FAILED == 11");
static_assert(AN_SERVER_NOT_RUNNING == 12, "AN_SERVER_NOT_RUNNING == 12");
static_assert(AN_FILE_NOT_FOUND == 13, "AN_FILE_NOT_FOUND == 13");
static_assert(AN_FILE_ACCESS == 14, "AN_FILE_ACCESS == 14");
static_assert(AN_FILE_FORMAT == 15, "AN_FILE_FORMAT == 15");
static_assert(AN_FILE_IO == 16, "AN_FILE_IO == 16");
static_assert(AN_DISK_FULL == 17, "AN_DISK_FULL == 17");
static_assert(AN_STARVED == 18, "AN_STARVED == 18");
static_assert(AN_INTERNAL == 19, "AN_INTERNAL == 19");

static_assert(sizeof(an_backend) == 4, "sizeof(an_backend) == 4");
static_assert(AN_BACKEND_AUTO == 0, "AN_BACKEND_AUTO == 0");
static_assert(AN_BACKEND_PORTAUDIO == 1, "AN_BACKEND_PORTAUDIO == 1");
static_assert(AN_BACKEND_JACK == 2, "AN_BACKEND_JACK == 2");
static_assert(AN_BACKEND_COREAUDIO == 3, "AN_BACKEND_COREAUDIO == 3");
static_assert(AN_BACKEND_OFFLINE == 4, "AN_BACKEND_OFFLINE == 4");
static_assert(AN_BACKEND_DUMMY == 5, "AN_BACKEND_DUMMY == 5");

static_assert(sizeof(an_sample_format) == 4, "sizeof(an_sample_format) == 4");
static_assert(AN_SAMPLE_F32 == 0, "AN_SAMPLE_F32 == 0");
static_assert(AN_SAMPLE_S8 == 1, "AN_SAMPLE_S8 == 1");
static_assert(AN_SAMPLE_S16 == 2, "AN_SAMPLE_S16 == 2");
static_assert(AN_SAMPLE_S32 == 3, "AN_SAMPLE_S32 == 3");
static_assert(AN_SAMPLE_F64 == 4, "AN_SAMPLE_F64 == 4");

static_assert(sizeof(an_container) == 4, "sizeof(an_container) == 4");
static_assert(AN_CONTAINER_WAV == 0, "AN_CONTAINER_WAV == 0");
static_assert(AN_CONTAINER_AIFF == 1, "AN_CONTAINER_AIFF == 1");
static_assert(AN_CONTAINER_FLAC == 2, "AN_CONTAINER_FLAC == 2");
static_assert(AN_CONTAINER_OGG == 3, "AN_CONTAINER_OGG == 3");
static_assert(AN_CONTAINER_CAF == 4, "AN_CONTAINER_CAF == 4");
static_assert(AN_CONTAINER_W64 == 5, "AN_CONTAINER_W64 == 5");
static_assert(AN_CONTAINER_RF64 == 6, "AN_CONTAINER_RF64 == 6");
static_assert(AN_CONTAINER_AU == 7, "AN_CONTAINER_AU == 7");

static_assert(sizeof(an_file_sample_type) == 4, "sizeof(an_file_sample_type) == 4");
static_assert(AN_FILE_INT16 == 0, "AN_FILE_INT16 == 0");
static_assert(AN_FILE_INT24 == 1, "AN_FILE_INT24 == 1");
static_assert(AN_FILE_INT32 == 2, "AN_FILE_INT32 == 2");
static_assert(AN_FILE_FLOAT32 == 3, "AN_FILE_FLOAT32 == 3");
static_assert(AN_FILE_FLOAT64 == 4, "AN_FILE_FLOAT64 == 4");

static_assert(sizeof(an_tap) == 4, "sizeof(an_tap) == 4");
static_assert(AN_TAP_OUTPUT == 0, "AN_TAP_OUTPUT == 0");
static_assert(AN_TAP_INPUT == 1, "AN_TAP_INPUT == 1");

static_assert(sizeof(an_event_type) == 4, "sizeof(an_event_type) == 4");
static_assert(AN_EVENT_LOG == 1, "AN_EVENT_LOG == 1");
static_assert(AN_EVENT_XRUN == 2, "AN_EVENT_XRUN == 2");
static_assert(AN_EVENT_DEVICE_LOST == 3, "AN_EVENT_DEVICE_LOST == 3");
static_assert(AN_EVENT_BUFFER_SIZE == 4, "AN_EVENT_BUFFER_SIZE == 4");
static_assert(AN_EVENT_SAMPLE_RATE == 5, "AN_EVENT_SAMPLE_RATE == 5");
static_assert(AN_EVENT_SOURCE_ROOM == 6, "AN_EVENT_SOURCE_ROOM == 6");
static_assert(AN_EVENT_SOURCE_UNDERRUN == 7, "AN_EVENT_SOURCE_UNDERRUN == 7");
static_assert(AN_EVENT_SOURCE_DRAINED == 8, "AN_EVENT_SOURCE_DRAINED == 8");
static_assert(AN_EVENT_RECORD_OVERRUN == 9, "AN_EVENT_RECORD_OVERRUN == 9");
static_assert(AN_EVENT_RECORD_FAILED == 10, "AN_EVENT_RECORD_FAILED == 10");
static_assert(AN_EVENT_RECORD_DONE == 11, "AN_EVENT_RECORD_DONE == 11");
static_assert(AN_EVENT_EVENTS_LOST == 12, "AN_EVENT_EVENTS_LOST == 12");

static_assert(sizeof(an_log_level) == 4, "sizeof(an_log_level) == 4");
static_assert(AN_LOG_ERROR == 1, "AN_LOG_ERROR == 1");
static_assert(AN_LOG_MESSAGE == 2, "AN_LOG_MESSAGE == 2");
static_assert(AN_LOG_WARNING == 4, "AN_LOG_WARNING == 4");
static_assert(AN_LOG_DEBUG == 8, "AN_LOG_DEBUG == 8");

static_assert(sizeof(an_server_flags) == 4, "sizeof(an_server_flags) == 4");
static_assert(AN_SERVER_ADOPT_RATE == 1, "AN_SERVER_ADOPT_RATE == 1");
static_assert(AN_SERVER_CONNECT_INPUTS == 2, "AN_SERVER_CONNECT_INPUTS == 2");
static_assert(AN_SERVER_CONNECT_OUTPUTS == 4, "AN_SERVER_CONNECT_OUTPUTS == 4");

static_assert(sizeof(an_source_flags) == 4, "sizeof(an_source_flags) == 4");
static_assert(AN_SOURCE_WAIT_OFFLINE == 1, "AN_SOURCE_WAIT_OFFLINE == 1");

static_assert(sizeof(an_device_info) == 576, "sizeof(an_device_info) == 576");
static_assert(offsetof(an_device_info, index) == 0, "offsetof(an_device_info, index) == 0");
static_assert(offsetof(an_device_info, max_input_channels) == 4, "offsetof(an_device_info, max_input_channels) == 4");
static_assert(offsetof(an_device_info, max_output_channels) == 8, "offsetof(an_device_info, max_output_channels) == 8");
static_assert(offsetof(an_device_info, is_default_input) == 12, "offsetof(an_device_info, is_default_input) == 12");
static_assert(offsetof(an_device_info, is_default_output) == 16, "offsetof(an_device_info, is_default_output) == 16");
static_assert(offsetof(an_device_info, host_api) == 20, "offsetof(an_device_info, host_api) == 20");
static_assert(offsetof(an_device_info, default_sample_rate) == 24, "offsetof(an_device_info, default_sample_rate) == 24");
static_assert(offsetof(an_device_info, low_input_latency) == 32, "offsetof(an_device_info, low_input_latency) == 32");
static_assert(offsetof(an_device_info, low_output_latency) == 40, "offsetof(an_device_info, low_output_latency) == 40");
static_assert(offsetof(an_device_info, high_input_latency) == 48, "offsetof(an_device_info, high_input_latency) == 48");
static_assert(offsetof(an_device_info, high_output_latency) == 56, "offsetof(an_device_info, high_output_latency) == 56");
static_assert(offsetof(an_device_info, name) == 64, "offsetof(an_device_info, name) == 64");
static_assert(offsetof(an_device_info, host_api_name) == 320, "offsetof(an_device_info, host_api_name) == 320");

static_assert(sizeof(an_host_api_info) == 280, "sizeof(an_host_api_info) == 280");
static_assert(offsetof(an_host_api_info, index) == 0, "offsetof(an_host_api_info, index) == 0");
static_assert(offsetof(an_host_api_info, type_id) == 4, "offsetof(an_host_api_info, type_id) == 4");
static_assert(offsetof(an_host_api_info, device_count) == 8, "offsetof(an_host_api_info, device_count) == 8");
static_assert(offsetof(an_host_api_info, default_input_device) == 12, "offsetof(an_host_api_info, default_input_device) == 12");
static_assert(offsetof(an_host_api_info, default_output_device) == 16, "offsetof(an_host_api_info, default_output_device) == 16");
static_assert(offsetof(an_host_api_info, is_default) == 20, "offsetof(an_host_api_info, is_default) == 20");
static_assert(offsetof(an_host_api_info, name) == 24, "offsetof(an_host_api_info, name) == 24");

static_assert(sizeof(an_server_config) == 80, "sizeof(an_server_config) == 80");
static_assert(offsetof(an_server_config, sample_rate) == 0, "offsetof(an_server_config, sample_rate) == 0");
static_assert(offsetof(an_server_config, ramp_seconds) == 8, "offsetof(an_server_config, ramp_seconds) == 8");
static_assert(offsetof(an_server_config, output_channels) == 16, "offsetof(an_server_config, output_channels) == 16");
static_assert(offsetof(an_server_config, input_channels) == 20, "offsetof(an_server_config, input_channels) == 20");
static_assert(offsetof(an_server_config, buffer_frames) == 24, "offsetof(an_server_config, buffer_frames) == 24");
static_assert(offsetof(an_server_config, block_frames) == 28, "offsetof(an_server_config, block_frames) == 28");
static_assert(offsetof(an_server_config, command_capacity) == 32, "offsetof(an_server_config, command_capacity) == 32");
static_assert(offsetof(an_server_config, backend) == 36, "offsetof(an_server_config, backend) == 36");
static_assert(offsetof(an_server_config, input_device) == 40, "offsetof(an_server_config, input_device) == 40");
static_assert(offsetof(an_server_config, output_device) == 44, "offsetof(an_server_config, output_device) == 44");
static_assert(offsetof(an_server_config, flags) == 48, "offsetof(an_server_config, flags) == 48");
static_assert(offsetof(an_server_config, latency_seconds) == 56, "offsetof(an_server_config, latency_seconds) == 56");
static_assert(offsetof(an_server_config, client_name) == 64, "offsetof(an_server_config, client_name) == 64");
static_assert(offsetof(an_server_config, jack_server) == 72, "offsetof(an_server_config, jack_server) == 72");

static_assert(sizeof(an_server_info) == 1352, "sizeof(an_server_info) == 1352");
static_assert(offsetof(an_server_info, sample_rate) == 0, "offsetof(an_server_info, sample_rate) == 0");
static_assert(offsetof(an_server_info, output_latency) == 8, "offsetof(an_server_info, output_latency) == 8");
static_assert(offsetof(an_server_info, input_latency) == 16, "offsetof(an_server_info, input_latency) == 16");
static_assert(offsetof(an_server_info, output_channels) == 24, "offsetof(an_server_info, output_channels) == 24");
static_assert(offsetof(an_server_info, input_channels) == 28, "offsetof(an_server_info, input_channels) == 28");
static_assert(offsetof(an_server_info, buffer_frames) == 32, "offsetof(an_server_info, buffer_frames) == 32");
static_assert(offsetof(an_server_info, block_frames) == 36, "offsetof(an_server_info, block_frames) == 36");
static_assert(offsetof(an_server_info, backend) == 40, "offsetof(an_server_info, backend) == 40");
static_assert(offsetof(an_server_info, is_booted) == 44, "offsetof(an_server_info, is_booted) == 44");
static_assert(offsetof(an_server_info, is_started) == 48, "offsetof(an_server_info, is_started) == 48");
static_assert(offsetof(an_server_info, is_realtime) == 52, "offsetof(an_server_info, is_realtime) == 52");
static_assert(offsetof(an_server_info, device_lost) == 56, "offsetof(an_server_info, device_lost) == 56");
static_assert(offsetof(an_server_info, output_device) == 60, "offsetof(an_server_info, output_device) == 60");
static_assert(offsetof(an_server_info, input_device) == 64, "offsetof(an_server_info, input_device) == 64");
static_assert(offsetof(an_server_info, output_name) == 68, "offsetof(an_server_info, output_name) == 68");
static_assert(offsetof(an_server_info, input_name) == 324, "offsetof(an_server_info, input_name) == 324");
static_assert(offsetof(an_server_info, client_name) == 580, "offsetof(an_server_info, client_name) == 580");
static_assert(offsetof(an_server_info, notice) == 836, "offsetof(an_server_info, notice) == 836");

static_assert(sizeof(an_clock) == 32, "sizeof(an_clock) == 32");
static_assert(offsetof(an_clock, frame) == 0, "offsetof(an_clock, frame) == 0");
static_assert(offsetof(an_clock, frame_at_ns) == 8, "offsetof(an_clock, frame_at_ns) == 8");
static_assert(offsetof(an_clock, time_ns) == 16, "offsetof(an_clock, time_ns) == 16");
static_assert(offsetof(an_clock, sample_rate) == 24, "offsetof(an_clock, sample_rate) == 24");

static_assert(sizeof(an_stats) == 104, "sizeof(an_stats) == 104");
static_assert(offsetof(an_stats, callbacks) == 0, "offsetof(an_stats, callbacks) == 0");
static_assert(offsetof(an_stats, frames) == 8, "offsetof(an_stats, frames) == 8");
static_assert(offsetof(an_stats, xruns) == 16, "offsetof(an_stats, xruns) == 16");
static_assert(offsetof(an_stats, late_callbacks) == 24, "offsetof(an_stats, late_callbacks) == 24");
static_assert(offsetof(an_stats, longest_callback_ns) == 32, "offsetof(an_stats, longest_callback_ns) == 32");
static_assert(offsetof(an_stats, longest_gap_ns) == 40, "offsetof(an_stats, longest_gap_ns) == 40");
static_assert(offsetof(an_stats, clipped_samples) == 48, "offsetof(an_stats, clipped_samples) == 48");
static_assert(offsetof(an_stats, commands) == 56, "offsetof(an_stats, commands) == 56");
static_assert(offsetof(an_stats, commands_refused) == 64, "offsetof(an_stats, commands_refused) == 64");
static_assert(offsetof(an_stats, retired) == 72, "offsetof(an_stats, retired) == 72");
static_assert(offsetof(an_stats, load) == 80, "offsetof(an_stats, load) == 80");
static_assert(offsetof(an_stats, peak_load) == 88, "offsetof(an_stats, peak_load) == 88");
static_assert(offsetof(an_stats, sources) == 96, "offsetof(an_stats, sources) == 96");
static_assert(offsetof(an_stats, recorders) == 100, "offsetof(an_stats, recorders) == 100");

static_assert(sizeof(an_meter) == 8, "sizeof(an_meter) == 8");
static_assert(offsetof(an_meter, peak) == 0, "offsetof(an_meter, peak) == 0");
static_assert(offsetof(an_meter, rms) == 4, "offsetof(an_meter, rms) == 4");

static_assert(sizeof(an_event) == 552, "sizeof(an_event) == 552");
static_assert(offsetof(an_event, type) == 0, "offsetof(an_event, type) == 0");
static_assert(offsetof(an_event, level) == 4, "offsetof(an_event, level) == 4");
static_assert(offsetof(an_event, status) == 8, "offsetof(an_event, status) == 8");
static_assert(offsetof(an_event, reserved) == 12, "offsetof(an_event, reserved) == 12");
static_assert(offsetof(an_event, source) == 16, "offsetof(an_event, source) == 16");
static_assert(offsetof(an_event, value) == 24, "offsetof(an_event, value) == 24");
static_assert(offsetof(an_event, frame) == 32, "offsetof(an_event, frame) == 32");
static_assert(offsetof(an_event, text) == 40, "offsetof(an_event, text) == 40");

static_assert(sizeof(an_port_info) == 272, "sizeof(an_port_info) == 272");
static_assert(offsetof(an_port_info, is_input) == 0, "offsetof(an_port_info, is_input) == 0");
static_assert(offsetof(an_port_info, is_physical) == 4, "offsetof(an_port_info, is_physical) == 4");
static_assert(offsetof(an_port_info, is_own) == 8, "offsetof(an_port_info, is_own) == 8");
static_assert(offsetof(an_port_info, reserved) == 12, "offsetof(an_port_info, reserved) == 12");
static_assert(offsetof(an_port_info, name) == 16, "offsetof(an_port_info, name) == 16");

static_assert(sizeof(an_source_config) == 24, "sizeof(an_source_config) == 24");
static_assert(offsetof(an_source_config, channels) == 0, "offsetof(an_source_config, channels) == 0");
static_assert(offsetof(an_source_config, flags) == 4, "offsetof(an_source_config, flags) == 4");
static_assert(offsetof(an_source_config, capacity_frames) == 8, "offsetof(an_source_config, capacity_frames) == 8");
static_assert(offsetof(an_source_config, output_channel) == 16, "offsetof(an_source_config, output_channel) == 16");
static_assert(offsetof(an_source_config, reserved) == 20, "offsetof(an_source_config, reserved) == 20");

static_assert(sizeof(an_source_state) == 80, "sizeof(an_source_state) == 80");
static_assert(offsetof(an_source_state, id) == 0, "offsetof(an_source_state, id) == 0");
static_assert(offsetof(an_source_state, frames_written) == 8, "offsetof(an_source_state, frames_written) == 8");
static_assert(offsetof(an_source_state, frames_played) == 16, "offsetof(an_source_state, frames_played) == 16");
static_assert(offsetof(an_source_state, frames_queued) == 24, "offsetof(an_source_state, frames_queued) == 24");
static_assert(offsetof(an_source_state, frames_free) == 32, "offsetof(an_source_state, frames_free) == 32");
static_assert(offsetof(an_source_state, underrun_frames) == 40, "offsetof(an_source_state, underrun_frames) == 40");
static_assert(offsetof(an_source_state, underruns) == 48, "offsetof(an_source_state, underruns) == 48");
static_assert(offsetof(an_source_state, overruns) == 56, "offsetof(an_source_state, overruns) == 56");
static_assert(offsetof(an_source_state, is_attached) == 64, "offsetof(an_source_state, is_attached) == 64");
static_assert(offsetof(an_source_state, is_playing) == 68, "offsetof(an_source_state, is_playing) == 68");
static_assert(offsetof(an_source_state, is_ended) == 72, "offsetof(an_source_state, is_ended) == 72");
static_assert(offsetof(an_source_state, is_drained) == 76, "offsetof(an_source_state, is_drained) == 76");

static_assert(sizeof(an_recorder_config) == 56, "sizeof(an_recorder_config) == 56");
static_assert(offsetof(an_recorder_config, path) == 0, "offsetof(an_recorder_config, path) == 0");
static_assert(offsetof(an_recorder_config, container) == 8, "offsetof(an_recorder_config, container) == 8");
static_assert(offsetof(an_recorder_config, sample_type) == 12, "offsetof(an_recorder_config, sample_type) == 12");
static_assert(offsetof(an_recorder_config, tap) == 16, "offsetof(an_recorder_config, tap) == 16");
static_assert(offsetof(an_recorder_config, first_channel) == 20, "offsetof(an_recorder_config, first_channel) == 20");
static_assert(offsetof(an_recorder_config, channels) == 24, "offsetof(an_recorder_config, channels) == 24");
static_assert(offsetof(an_recorder_config, reserved) == 28, "offsetof(an_recorder_config, reserved) == 28");
static_assert(offsetof(an_recorder_config, max_frames) == 32, "offsetof(an_recorder_config, max_frames) == 32");
static_assert(offsetof(an_recorder_config, quality) == 40, "offsetof(an_recorder_config, quality) == 40");
static_assert(offsetof(an_recorder_config, ring_seconds) == 48, "offsetof(an_recorder_config, ring_seconds) == 48");

static_assert(sizeof(an_recorder_status) == 552, "sizeof(an_recorder_status) == 552");
static_assert(offsetof(an_recorder_status, id) == 0, "offsetof(an_recorder_status, id) == 0");
static_assert(offsetof(an_recorder_status, frames_written) == 8, "offsetof(an_recorder_status, frames_written) == 8");
static_assert(offsetof(an_recorder_status, frames_dropped) == 16, "offsetof(an_recorder_status, frames_dropped) == 16");
static_assert(offsetof(an_recorder_status, clipped_samples) == 24, "offsetof(an_recorder_status, clipped_samples) == 24");
static_assert(offsetof(an_recorder_status, is_running) == 32, "offsetof(an_recorder_status, is_running) == 32");
static_assert(offsetof(an_recorder_status, status) == 36, "offsetof(an_recorder_status, status) == 36");
static_assert(offsetof(an_recorder_status, text) == 40, "offsetof(an_recorder_status, text) == 40");

static_assert(sizeof(an_file_info) == 536, "sizeof(an_file_info) == 536");
static_assert(offsetof(an_file_info, frames) == 0, "offsetof(an_file_info, frames) == 0");
static_assert(offsetof(an_file_info, sample_rate) == 8, "offsetof(an_file_info, sample_rate) == 8");
static_assert(offsetof(an_file_info, channels) == 16, "offsetof(an_file_info, channels) == 16");
static_assert(offsetof(an_file_info, is_seekable) == 20, "offsetof(an_file_info, is_seekable) == 20");
static_assert(offsetof(an_file_info, container) == 24, "offsetof(an_file_info, container) == 24");
static_assert(offsetof(an_file_info, encoding) == 280, "offsetof(an_file_info, encoding) == 280");
