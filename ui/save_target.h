// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFileDialog;
class QWidget;

// Where a document is saved.
namespace framescope::ui {

class Document;

/// Where it can be saved without asking; empty: nowhere.
QString knownTarget(const Document& document);

/// A name to save it under.
QString suggestedFile(const Document& document);

/// Asks for a name; its `fileSelected` tells.
QFileDialog* makeSaveDialog(const Document& document, QWidget* parent);

} // namespace framescope::ui
