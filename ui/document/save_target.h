// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

// Where a document is saved, and what is made of it.
namespace framescope::ui {

class Document;

/// Where it can be saved without asking; empty: nowhere.
QString knownTarget(const Document& document);

/// Of its file; `chosen` where it has none yet; empty: the user's home.
QDir folderFor(const Document& document, const QString& chosen);

/// A name in the folder, after its file or after the host and when the recording began. Nothing
/// has that name or is in `taken`, but the file itself that was opened or saved.
QString proposedFile(const Document& document, const QDir& folder,
                     const QString& suffix = QStringLiteral("pcapng"),
                     const QStringList& taken = {});

/// Asks for a name; its `fileSelected` tells.
QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder = {});

} // namespace framescope::ui
