// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "support/capture_builder.h"
#include "support/capture_script.h"
#include "support/file_size_limit.h"
#include "support/program_output.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"
#include "timeline/notes/notes.h"
#include "timeline/payload/stream_reader.h"
#include "wire/frames/frame_encoder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

namespace framescope::test {

using Timelines = std::shared_ptr<const timeline::Timeline>;

inline constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                                       "<- text one\n<- text second\n";
// connecting 0, connected 1, request 2, response 3, open 4, one 5, second 6

inline QStringList fields(const QString& file, const QStringList& names, const QString& filter = {})
{
    QStringList arguments{"-n", "-r", file, "-T", "fields"};
    for (const QString& name : names) {
        arguments << "-e" << name;
    }
    return outputOf("tshark", filter.isEmpty() ? arguments : arguments << "-Y" << filter);
}

/// All that a packet is but its number and its comments.
inline QStringList packets(const QString& file, const QString& filter = {})
{
    return fields(file,
                  {"frame.time_epoch", "frame.len", "frame.cap_len", "ip.src", "tcp.srcport",
                   "tcp.seq_raw", "tcp.ack_raw", "tcp.flags", "tcp.payload"},
                  filter);
}

/// "TYPE CONTENT: NOTE" and "TYPE CONTENT *" of what is noted and marked.
inline QStringList said(const Timelines& timeline)
{
    const timeline::Notes edits(timeline);
    timeline::StreamReader reader(*timeline);
    const auto name = [&](EventId id) {
        const auto& entry = timeline->entry(id);
        QString text = QString::fromStdString(std::string(typeName(entry.type)));
        if (const auto payload = reader.payload(id)) {
            text += ' ' + QString::fromStdString(std::string(asText(*payload)));
        }
        return text;
    };
    QStringList lines;
    for (const auto& [event, note] : edits.notes()) {
        if (!note.text.empty()) {
            lines += (note.about ? name(*note.about) : QString("nothing")) + ": " +
                     QString::fromStdString(note.text);
        }
    }
    for (const EventId id : edits.marked()) {
        lines += name(id) + " *";
    }
    lines.sort();
    return lines;
}

inline std::unique_ptr<timeline::Loader> load(const QString& file)
{
    auto loader = timeline::Loader::open(file.toStdString());
    if (!loader || !(*loader)->run()) {
        qFatal("%s can't be loaded", qPrintable(file));
    }
    return *std::move(loader);
}

} // namespace framescope::test
