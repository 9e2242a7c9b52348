// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/language/filter.h"
#include "timeline/index/timeline.h"

#include <cstddef>
#include <functional>
#include <string>

namespace framescope::scenario {

struct InferContractOptions
{
    std::string title;       ///< of the document, if nothing is known of the host
    filter::Filter filter{}; ///< messages that it is inferred from
    bool examples = false;   ///< with the first message of each kind, without secrets
};

/// Writes a first AsyncAPI document from the messages of a recording, as YAML. `goesOn` is asked
/// now and then with the event that is read; false ends it with an error.
Result<std::string> inferContract(const timeline::Timeline& timeline,
                                  const InferContractOptions& options,
                                  const std::function<bool(std::size_t event)>& goesOn);

} // namespace framescope::scenario
