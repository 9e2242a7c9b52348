// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "present/rows/visible_rows_job.h"

#include <memory>
#include <mutex>

namespace framescope::present {

/// The events that a filter's job could not judge as a whole. The job writes, any thread reads.
class TooLongReport
{
public:
    void set(filter::TooLong events);
    filter::TooLong events() const;

private:
    mutable std::mutex mutex_;
    filter::TooLong events_;
};

/// Makes the matcher for a VisibleRowsJob; empty if the filter matches everything. The report is
/// that of the newest matcher.
MakeMatcher makeMatcher(const filter::Filter& filter,
                        std::shared_ptr<TooLongReport> report = nullptr);

} // namespace framescope::present
