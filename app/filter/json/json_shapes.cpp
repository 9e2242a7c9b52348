// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json/json_shapes.h"

#include <algorithm>

namespace framescope::filter {

bool JsonShapes::fit(std::string_view text)
{
    if (resting_ > 0) {
        --resting_;
        return false;
    }
    for (auto place = recent_.begin(); place != recent_.end(); ++place) {
        if (shapes_[*place].fits(text, results_)) {
            if (place != recent_.begin()) {
                std::rotate(recent_.begin(), place, place + 1);
            }
            credit_ = std::min(credit_ + 1, FullCredit);
            return true;
        }
    }
    return false;
}

JsonShape* JsonShapes::toLearn()
{
    if (resting_ > 0) {
        return nullptr;
    }
    credit_ -= PriceOfLearning;
    if (credit_ < 0) {
        credit_ = FullCredit;
        resting_ = Rest;
        return nullptr;
    }
    std::rotate(recent_.begin(), recent_.end() - 1, recent_.end());
    JsonShape& oldest = shapes_[recent_.front()];
    oldest.clear();
    return &oldest;
}

} // namespace framescope::filter
