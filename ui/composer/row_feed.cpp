// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/row_feed.h"

#include <iterator>
#include <utility>

namespace framescope::ui {

namespace {

constexpr std::size_t BatchSize = 1000; ///< rows that are read at once

} // namespace

void RowFeed::open(Opening opening, std::function<void()> arrived)
{
    close();
    source_ = std::make_shared<Source>(Source{std::move(opening), nullptr});
    arrived_ = std::move(arrived);
    ended_ = false;
    readMore();
}

void RowFeed::close()
{
    task_.cancel();
    source_.reset();
    rows_.clear();
    error_.reset();
    ended_ = true;
}

RowFeed::Batch RowFeed::readBatch(Source& source)
{
    Batch batch;
    if (!source.rows) {
        auto opened = source.opening();
        if (!opened) {
            batch.error = opened.error();
            return batch;
        }
        source.rows = *std::move(opened);
    }
    while (batch.rows.size() < BatchSize) {
        auto row = source.rows->next();
        if (!row) {
            batch.error = row.error();
            return batch;
        }
        if (!*row) {
            batch.ended = true;
            return batch;
        }
        batch.rows.push_back(**std::move(row));
    }
    return batch;
}

void RowFeed::readMore()
{
    if (ended_ || error_ || task_.isRunning()) {
        return;
    }
    task_.run([source = source_](work::Run& /*run*/) { return readBatch(*source); },
              [this](Batch batch) {
                  rows_.insert(rows_.end(), std::make_move_iterator(batch.rows.begin()),
                               std::make_move_iterator(batch.rows.end()));
                  ended_ = batch.ended;
                  error_ = std::move(batch.error);
                  arrived_();
              });
}

std::optional<RowFeed::Row> RowFeed::take()
{
    if (rows_.size() < BatchSize) {
        readMore();
    }
    if (rows_.empty()) {
        return std::nullopt;
    }
    Row row = std::move(rows_.front());
    rows_.pop_front();
    return row;
}

} // namespace framescope::ui
