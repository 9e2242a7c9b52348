// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/values/json_delegate.h"

namespace framescope::ui {

/// As a JSON tree is painted; the type of a value is subdued.
class DecodedDelegate : public JsonDelegate
{
    Q_OBJECT

public:
    using JsonDelegate::JsonDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace framescope::ui
