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

/// A name to save it under, in `folder` where it has no place yet; empty: the user's home.
QString suggestedFile(const Document& document, const QString& folder = {});

/// Asks for a name; its `fileSelected` tells.
QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder = {});

} // namespace framescope::ui
