// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/file.h"
#include "recording/reader.h"
#include "support/story_sink.h"

#include <QByteArray>
#include <QString>
#include <memory>

namespace framescope::test {

/// A file in memory with these bytes.
std::shared_ptr<const recording::File> fileOf(const QByteArray& bytes);

/// The output of a Reader for a capture. Each piece of data is compared with the file.
struct Reading
{
    StorySink sink;
    recording::Reader::Summary summary;
    QString error; ///< why reading failed; empty if it did not

    const QStringList& lines() const { return sink.lines(); }
};

Reading readingOf(std::shared_ptr<const recording::File> file,
                  StorySink::Times times = StorySink::Times::Left);
Reading readingOf(const QByteArray& bytes, StorySink::Times times = StorySink::Times::Left);

} // namespace framescope::test
