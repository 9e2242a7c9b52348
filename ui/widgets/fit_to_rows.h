// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace framescope::ui::style {

/// Makes a list of a dialog as high as the rows that it has, of which `most` are seen without
/// scrolling. It has no preferred height, so that no room stays empty.
void fitToRows(QAbstractItemView& list, int most);

} // namespace framescope::ui::style
