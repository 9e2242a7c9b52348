// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/repeat/row_source.h"
#include "work/task.h"

#include <deque>
#include <functional>
#include <memory>

namespace framescope::ui {

/// The rows of a file, read ahead in the background.
class RowFeed
{
public:
    using Row = message::RowSource::Row;
    using Opening = std::function<Result<std::unique_ptr<message::RowSource>>()>;

    /// Begins to read; `arrived` is called when there are rows, the end, or an error.
    void open(Opening opening, std::function<void()> arrived);
    void close();

    /// The next row, if it has been read.
    std::optional<Row> take();
    /// Whether all rows were taken.
    bool isOver() const { return ended_ && rows_.empty(); }
    const std::optional<Error>& error() const { return error_; }

private:
    /// What the background has: the file, once it is open.
    struct Source
    {
        Opening opening;
        std::unique_ptr<message::RowSource> rows;
    };
    struct Batch
    {
        std::deque<Row> rows;
        bool ended = false;
        std::optional<Error> error;
    };
    static Batch readBatch(Source& source);
    void readMore();

    std::shared_ptr<Source> source_; ///< used by the task while it runs
    std::function<void()> arrived_;
    std::deque<Row> rows_;
    bool ended_ = true;
    std::optional<Error> error_;
    work::Task task_;
};

} // namespace framescope::ui
