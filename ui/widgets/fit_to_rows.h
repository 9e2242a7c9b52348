// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace framescope::ui::style {

/// Makes a list of a dialog as high as its rows, at most `most` of them; further rows scroll. The
/// list has no preferred height of its own, so that no room stays empty.
void fitToRows(QAbstractItemView& list, int most);

} // namespace framescope::ui::style
