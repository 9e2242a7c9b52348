// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/verdict.h"

namespace framescope::scenario::probe {

std::string_view verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok:
        return "ok";
    case Verdict::NonStrict:
        return "non-strict";
    case Verdict::Informational:
        return "informational";
    case Verdict::Failed:
        return "failed";
    case Verdict::Unimplemented:
        return "unimplemented";
    case Verdict::NotTried:
        break;
    }
    return "not tried";
}

} // namespace framescope::scenario::probe
