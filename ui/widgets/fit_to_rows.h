// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace framescope::ui::style {

/// Makes a list of a dialog as high as the rows that it has, of which `most` are seen without
/// scrolling. It has no height that it would rather have, so that no room is left empty.
void fitToRows(QAbstractItemView& list, int most);

} // namespace framescope::ui::style
