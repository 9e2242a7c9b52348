// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

// Names and folders for saving a document.
namespace framescope::ui {

class Document;

/// The file to which it can be saved without asking; empty if there is none.
QString knownTarget(const Document& document);

/// The folder of its file, otherwise `chosen`, otherwise the user's home.
QDir folderFor(const Document& document, const QString& chosen);

/// Proposes a name in the folder, from its file or from the host and the start of the recording. No
/// other file has that name, and it is not in `taken`.
QString proposedFile(const Document& document, const QDir& folder,
                     const QString& suffix = QStringLiteral("pcapng"),
                     const QStringList& taken = {});

/// A dialog that asks for a name, with the result in `fileSelected`.
QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder = {});

} // namespace framescope::ui
