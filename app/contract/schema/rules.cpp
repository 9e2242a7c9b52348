// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/rules.h"

#include "contract/value/document_value.h"

namespace framescope::contract {

std::string Check::location() const
{
    return rules_->location() + pointerStep(keyword_);
}

bool Rules::holds(Evaluation& evaluation, Evaluation::Id id) const
{
    if (never_) {
        return evaluation.failAll(*this, id);
    }
    if (!evaluation.enter()) {
        evaluation.leave();
        return false;
    }
    bool all = false;
    if (needsMarks_) {
        Evaluation::Marks own(evaluation.json[id].children);
        Evaluation::Marks* outer = evaluation.exchangeMarks(&own);
        all = allHold(evaluation, id);
        evaluation.exchangeMarks(outer);
        for (std::size_t i = 0; outer && all && i < own.size(); ++i) {
            (*outer)[i] = (*outer)[i] || own[i];
        }
    } else {
        all = allHold(evaluation, id);
    }
    evaluation.leave();
    return all;
}

bool Rules::allHold(Evaluation& evaluation, Evaluation::Id id) const
{
    bool all = true;
    for (const CheckPtr& check : checks_) {
        if (!check->holds(evaluation, id)) {
            all = false;
            if (!evaluation.isCollecting()) {
                break;
            }
        }
    }
    return all;
}

} // namespace framescope::contract
