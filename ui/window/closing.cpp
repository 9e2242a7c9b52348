// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/closing.h"

#include "ui/document/save_target.h"
#include "ui/page/session_page.h"
#include "ui/page/task_pane.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/notification_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

/// What closing a page would stop, as a sentence; empty if there is nothing.
QString stoppedBy(const SessionPage& page)
{
    return page.task() ? page.task()->underWay() : QString();
}

UnsavedItem itemOf(SessionPage& page)
{
    const Document& document = page.document();
    UnsavedItem item;
    item.title = page.title();
    if (document.isRecordingUnsaved()) {
        item.size = document.recordingSize();
        item.savedSize = document.savedSize();
        item.savedTo = document.path();
        item.isOpen = document.isConnected() && !page.task();
        item.stops = stoppedBy(page);
    }
    return item;
}

UnsavedItem editedIn(const SessionPage& page)
{
    UnsavedItem item;
    item.title = page.title();
    item.savedTo = page.task()->file();
    item.edited = page.task()->unsavedSentence();
    item.editedInShort = page.task()->unsavedWord();
    return item;
}

} // namespace

bool Closing::isNeeded(const QList<SessionPage*>& pages)
{
    return std::ranges::any_of(pages, [](SessionPage* page) {
        return page->isUnsaved() || page->document().isSaving() || !stoppedBy(*page).isEmpty();
    });
}

Closing::Closing(Pages pages, QWidget& window)
    : QObject(&window), pages_(std::move(pages)), window_(window)
{
}

Closing::~Closing()
{
    if (dialog_) {
        dialog_->disconnect(this);
        dialog_->close();
    }
    stopAwaiting();
}

QList<SessionPage*> Closing::discarded() const
{
    QList<SessionPage*> pages;
    for (const Decision& decision : decisions_) {
        if (decision.page && decision.part == Part::Recording && !decision.save) {
            pages += decision.page;
        }
    }
    return pages;
}

/// Does the next step, and is called again when the step is done.
void Closing::advance()
{
    if (stage_ != Stage::UnderWay || waitForSaves() || askToStop() || ask() || name() || save() ||
        endConnections()) {
        return;
    }
    stage_ = Stage::Done;
    emit finished();
}

void Closing::abandon(SessionPage* page)
{
    stopAwaiting();
    stage_ = Stage::GivenUp;
    emit abandoned(page);
}

bool Closing::waitForSaves()
{
    for (SessionPage* page : pages_()) {
        if (page->document().isSaving()) {
            awaitSave(*page);
            return true;
        }
    }
    return false;
}

void Closing::awaitSave(SessionPage& page)
{
    if (awaited_ == &page) {
        return;
    }
    awaited_ = &page;
    connect(&page.document(), &Document::saved, this, [this, &page] {
        if (Decision* decision = decisionOn(&page)) {
            decision->saved = true;
        }
        stopAwaiting();
        advance();
    });
    connect(&page.document(), &Document::saveFailed, this, [this, &page] {
        awaited_.clear(); // so that abandon() leaves the error visible
        abandon(&page);
    });
    page.notify({Notification::Kind::Info,
                 tr("The tab closes when it is saved"),
                 {},
                 {{tr("Keep it open"), [this, self = QPointer(this), &page] {
                       if (self) {
                           abandon(&page);
                       }
                   }}}});
}

void Closing::stopAwaiting()
{
    if (awaited_) {
        awaited_->document().disconnect(this);
        awaited_->notificationBar().dismiss();
        awaited_.clear();
    }
}

/// About the tasks that run, but for those whose recording is asked about anyway.
bool Closing::askToStop()
{
    QList<QPointer<SessionPage>> running;
    QStringList sentences;
    for (SessionPage* page : pages_()) {
        const QString sentence = stoppedBy(*page);
        const bool isAsked =
            isUnsaved(*page, Part::Recording) && page->document().isRecordingUnsaved();
        if (!sentence.isEmpty() && !mayStop_.contains(page) && !isAsked) {
            running += page;
            sentences +=
                pages_().size() > 1 ? page->title() + QStringLiteral(": ") + sentence : sentence;
        }
    }
    if (running.isEmpty()) {
        return false;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Stop it?"),
                                sentences.join(QLatin1Char('\n')), QMessageBox::Cancel, &window_);
    const QPushButton* stop = box->addButton(tr("&Stop and close"), QMessageBox::AcceptRole);
    connect(box, &QDialog::finished, this, [this, running, box, stop] {
        if (box->clickedButton() == stop) {
            mayStop_ += running;
            advance();
        } else {
            abandon(nullptr);
        }
    });
    dialog_ = box;
    style::openOnce(box);
    return true;
}

bool Closing::ask()
{
    std::vector<Decision> undecided;
    std::vector<UnsavedItem> items;
    for (SessionPage* page : pages_()) {
        for (const Part part : {Part::Task, Part::Recording}) {
            if (isUnsaved(*page, part) && !decisionOn(page, part)) {
                undecided.push_back({.page = page, .part = part, .target = {}});
                items.push_back(part == Part::Task ? editedIn(*page) : itemOf(*page));
            }
        }
    }
    if (undecided.empty()) {
        return false;
    }
    auto* dialog = new UnsavedDialog(items, &window_);
    connect(dialog, &UnsavedDialog::decided, this,
            [this, undecided](const std::vector<bool>& save) {
                for (std::size_t i = 0; i < undecided.size(); ++i) {
                    Decision decision = undecided[i];
                    decision.save = save[i];
                    if (decision.page && decision.save) {
                        decision.target = decision.part == Part::Task
                                              ? decision.page->task()->file()
                                              : knownTarget(decision.page->document());
                    }
                    decisions_.push_back(decision);
                    if (decision.part == Part::Recording) {
                        mayStop_ += decision.page; // the question has said what stops
                    }
                }
                advance();
            });
    openDialog(*dialog);
    return true;
}

bool Closing::name()
{
    const auto count = std::ranges::count_if(decisions_, &Decision::needsName);
    if (count == 0) {
        return false;
    }
    count == 1 ? nameOne(*std::ranges::find_if(decisions_, &Decision::needsName)) : nameInFolder();
    return true;
}

void Closing::nameOne(Decision& decision)
{
    SessionPage* page = decision.page;
    const Part part = decision.part;
    QFileDialog* dialog = part == Part::Task ? page->task()->makeSaveDialog(page)
                                             : makeSaveDialog(page->document(), page);
    connect(dialog, &QFileDialog::fileSelected, this, [this, page, part](const QString& file) {
        if (Decision* chosen = decisionOn(page, part)) {
            chosen->target = file;
        }
        advance();
    });
    openDialog(*dialog);
}

void Closing::nameInFolder()
{
    auto* dialog =
        new QFileDialog(&window_, tr("Choose a folder for what is saved"), QDir::homePath());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        QStringList taken;
        for (Decision& decision : decisions_) {
            if (decision.needsName()) {
                decision.target = decision.part == Part::Task
                                      ? decision.page->task()->proposedFile(QDir(folder))
                                      : proposedFile(decision.page->document(), QDir(folder),
                                                     QStringLiteral("pcapng"), taken);
                taken += decision.target;
            }
        }
        advance();
    });
    openDialog(*dialog);
}

/// Saves once while the connection is open, so that errors occur before it is closed.
bool Closing::save()
{
    for (Decision& decision : decisions_) {
        SessionPage* page = decision.page;
        if (decision.part == Part::Task) {
            if (!saveTask(decision)) {
                return true;
            }
            continue;
        }
        if (page && decision.save && page->document().isUnsaved() &&
            !(decision.saved && page->document().isConnected())) {
            awaitSave(*page);
            page->document().save(decision.target);
            return true;
        }
    }
    return false;
}

/// Whether closing goes on.
bool Closing::saveTask(const Decision& decision)
{
    SessionPage* page = decision.page;
    if (page && decision.save && page->task()->isUnsaved() &&
        !page->task()->saveTo(decision.target)) {
        abandon(page);
        return false;
    }
    return true;
}

bool Closing::endConnections()
{
    bool waiting = false;
    for (const Decision& decision : decisions_) {
        SessionPage* page = decision.page;
        if (!page || decision.part == Part::Task || !decision.save ||
            !page->document().isConnected()) {
            continue;
        }
        waiting = true;
        connect(&page->document(), &Document::stateChanged, this, &Closing::advance,
                Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection));
        page->document().leaveConnection();
    }
    return waiting;
}

void Closing::openDialog(QDialog& dialog)
{
    connect(&dialog, &QDialog::rejected, this, [this] { abandon(nullptr); });
    dialog_ = &dialog;
    style::openOnce(&dialog);
}

bool Closing::isUnsaved(SessionPage& page, Part part) const
{
    return part == Part::Task ? page.task() && page.task()->isUnsaved()
                              : page.document().isUnsaved();
}

Closing::Decision* Closing::decisionOn(const SessionPage* page, Part part)
{
    const auto found = std::ranges::find_if(decisions_, [page, part](const Decision& decision) {
        return decision.page == page && decision.part == part;
    });
    return found == decisions_.end() ? nullptr : &*found;
}

} // namespace framescope::ui
