// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <map>
#include <span>

class QAction;
class QMenu;
class QMenuBar;
class QObject;

namespace framescope::ui {

enum class ActionId {
    NewTab,
    NewScenario,
    Open,
    Save,
    SaveAs,
    Export,
    ImportFile,
    ImportFolder,
    CloseTab,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Delete,
    SelectAll,
    CopyRows,
    CopyText,
    CopyHex,
    CopyHexDump,
    CopyBase64,
    CopyCArray,
    CopyJsonLine,
    Find,
    FindNext,
    FindPrevious,
    Connect,
    Disconnect,
    CloseWithCode,
    Drop,
    SendAgain,
    EditAndSend,
    SentBefore,
    Options,
    SaveConnection,
    MakeScenario,
    Behaviours,
    MockServer,
    Probe,
    OpenContract,
    Coverage,
    CloseContract,
    InferContract,
    CopyAsCurl,
    CopyAsWscat,
    CopyAsWebsocat,
    CopyAsBrowser,
    CopyAsPython,
    CopyAsNode,
    CopyAsUrl,
    CopyWithSecrets,
    ClearAddresses,
    GoToAddress,
    GoToFilter,
    GoToTimeline,
    GoToDetails,
    GoToComposer,
    GoToOverview,
    GoToTask,
    GoToCollection,
    GoToNewest,
    GoToRow,
    GoToPingPong,
    GoToOtherView,
    GoToEnding,
    GoToNextViolation,
    GoToPreviousViolation,
    Compare,
    Messages,
    Frames,
    Statistics,
    SinceStart,
    TimeOfDay,
    SincePrevious,
    ShowCollection,
    ShowOverview,
    ShowTimeline,
    ShowDetails,
    ShowTask,
    ShowComposer,
    ShowStatusLine,
    FoldHeartbeats,
    Columns,
    EditNote,
    RemoveNote,
    ToggleMark,
    NextMark,
    PreviousMark,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    NextTab,
    PreviousTab,
    Preferences,
    Help,
    FilterHelp,
    CloseCodes,
    Demo,
    About,
};

/// The `group` of actions that are switched on and off independently.
inline constexpr const char* Switch = "switch";

/// One row of the table of actions, from which menus, shortcuts and icons are made.
struct ActionRow
{
    ActionId id;
    const char* menu;     ///< a title of the menu bar, or "Title/Submenu"
    const char* text;     ///< with its mnemonic
    const char* shortcut; ///< in QKeySequence's portable text; may be empty
    const char* icon;     ///< a name of ui/style/icons.h; may be empty
    const char* group;    ///< actions of a group exclude each other; `Switch`: on or off by
                          ///< itself; empty: not checkable
    bool separated;       ///< preceded by a separator
};

std::span<const ActionRow> actionTable();

/// The functions that a part runs for its actions.
using ActionRuns = std::map<ActionId, std::function<void()>>;

/// Runs the function for an action; false if there is none.
bool runAction(const ActionRuns& runs, ActionId id);

/// The actions of the table, in menus.
class Actions
{
public:
    /// Fills the menu bar; `run` is called with the chosen action.
    Actions(QMenuBar& bar, QObject* owner, const std::function<void(ActionId)>& run);

    QAction* action(ActionId id) const { return actions_.at(id); }
    /// A menu by its title in the table.
    QMenu* menu(const QString& title) const { return menus_.at(title); }

private:
    QMenu* menuFor(QMenuBar& bar, const QString& path);

    std::map<ActionId, QAction*> actions_;
    std::map<QString, QMenu*> menus_;
};

} // namespace framescope::ui
