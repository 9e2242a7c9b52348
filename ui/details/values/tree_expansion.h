// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTreeView;

namespace framescope::ui {

/// Opens what a tree's only root holds from the outside in, as long as what comes up fits about
/// a screen.
void expandFirst(QTreeView& tree);

} // namespace framescope::ui
