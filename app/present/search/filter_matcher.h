// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "present/rows/visible_rows_job.h"

#include <memory>
#include <mutex>

namespace framescope::present {

/// What a filter's job could not judge as a whole. The job tells, any thread asks.
class TooLongReport
{
public:
    void set(filter::TooLong events);
    filter::TooLong events() const;

private:
    mutable std::mutex mutex_;
    filter::TooLong events_;
};

/// What a VisibleRowsJob needs of a filter; empty where it matches everything. The report is of the
/// newest matcher.
MakeMatcher makeMatcher(const filter::Filter& filter,
                        std::shared_ptr<TooLongReport> report = nullptr);

} // namespace framescope::present
