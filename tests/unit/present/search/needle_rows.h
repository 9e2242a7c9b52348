// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
#include "filter/language/terms.h"
#include "present/rows/row_list.h"
#include "present/search/filter_matcher.h"
#include "support/capture_script.h"

namespace framescope::test {

/// Twenty rows: 1 … 20, each saying its number in words of one syllable or so.
struct NeedleRows
{
    NeedleRows()
    {
        script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
        first = script.timeline().size();
        for (int i = 0; i < 20; ++i) {
            script.step(i % 5 == 3 ? "<- text Needle " + std::to_string(i)
                                   : "<- text hay " + std::to_string(i));
        }
        for (std::size_t i = first; i < script.timeline().size(); ++i) {
            rows->push(EventId{static_cast<std::uint32_t>(i)});
        }
    }

    /// For the rows with a phrase; `Request` is that of the job.
    template <class Request>
    Request requestFor(const std::string& phrase) const
    {
        Request made;
        made.timeline = script.live().timeline();
        made.rows = rows;
        made.makeMatcher = present::makeMatcher(*filter::parse(filter::phraseTerm(phrase)));
        return made;
    }

    mutable CaptureScript script;
    std::size_t first = 0;
    std::shared_ptr<present::RowList> rows = std::make_shared<present::RowList>();
};

} // namespace framescope::test
