// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "present/visible_rows_job.h"

namespace framescope::present {

/// What a VisibleRowsJob needs of a filter; empty where it matches everything.
MakeMatcher makeMatcher(const filter::Filter& filter);

} // namespace framescope::present
