; The installer: for this user alone, no administrator asked. `dev.py windows` gives SOURCE, TARGET, ICON, VERSION, KILOBYTES.
; The program lies in INSTDIR; the shop lies in the user's data folder and is never touched, whatever is done here.
; NSIS as its makers give it out has 32-bit stubs alone, which do as well: STUB is told where there is no 64-bit one.
!ifndef STUB
  !define STUB "amd64-unicode"
!endif
Target ${STUB}
Unicode true
ManifestDPIAware true
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define PROGRAM "ShopDesk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\ShopDesk"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\ShopDesk.exe"

Name "${PROGRAM}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\ShopDesk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
BrandingText "${PROGRAM} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${PROGRAM}"
VIAddVersionKey "FileDescription" "${PROGRAM}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\ShopDesk.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first language is spoken where the system's is neither.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString SHORTCUT ${LANG_ENGLISH} "ShopDesk"
LangString SHORTCUT ${LANG_SIMPCHINESE} "ShopDesk 店铺管理"
LangString RUNNING ${LANG_ENGLISH} "ShopDesk is open. Close its windows, then choose Retry. Nothing has been changed."
LangString RUNNING ${LANG_SIMPCHINESE} "ShopDesk 正在运行。请关闭它的窗口，然后点“重试”。目前没有任何改动。"
LangString TOO_OLD ${LANG_ENGLISH} "ShopDesk needs Windows 10 or newer (64-bit)."
LangString TOO_OLD ${LANG_SIMPCHINESE} "ShopDesk 需要 64 位 Windows 10 或更新的版本。"
LangString KEPT ${LANG_ENGLISH} "ShopDesk will be removed from this PC. Your shops, pictures and backups stay where they are."
LangString KEPT ${LANG_SIMPCHINESE} "将从本机卸载 ShopDesk。您的店铺数据、图片和备份都会原样保留。"

; Exit status: 0 done, 1 given up by the person, 2 refused.
!macro REFUSE_WHILE_RUNNING
  !define AGAIN "again_${__LINE__}"
  !define FREE "free_${__LINE__}"
  ${AGAIN}:
  StrCpy $1 "$INSTDIR\ShopDesk.exe"
  Call ${UN}IsInUse
  StrCmp $0 "1" +3
  StrCpy $1 "$INSTDIR\shopdesk.com"
  Call ${UN}IsInUse
  StrCmp $0 "1" 0 ${FREE}
  MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(RUNNING)" /SD IDCANCEL IDRETRY ${AGAIN}
  SetErrorLevel 2
  Quit
  ${FREE}:
  !undef AGAIN
  !undef FREE
!macroend

; A program that runs cannot be written to. $1: the file; $0 is "1" when it is in use.
!macro IS_IN_USE UN
Function ${UN}IsInUse
  StrCpy $0 "0"
  IfFileExists "$1" 0 done
  ClearErrors
  FileOpen $2 "$1" a
  IfErrors 0 close
  StrCpy $0 "1"
  Goto done
  close:
  FileClose $2
  done:
FunctionEnd
!macroend
!insertmacro IS_IN_USE ""
!insertmacro IS_IN_USE "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  !define UN ""
  !insertmacro REFUSE_WHILE_RUNNING
  !undef UN
  ; What an older version brought and this one does not must not be found by it.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  Delete "$SMPROGRAMS\ShopDesk.lnk"
  Delete "$SMPROGRAMS\ShopDesk 店铺管理.lnk"
  CreateShortcut "$SMPROGRAMS\$(SHORTCUT).lnk" "$INSTDIR\ShopDesk.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(SHORTCUT)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\ShopDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "ShopDesk"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegStr HKCU "${APP_PATHS}" "" "$INSTDIR\ShopDesk.exe"
SectionEnd

Section "Uninstall"
  !define UN "un."
  !insertmacro REFUSE_WHILE_RUNNING
  !undef UN
  ; Only what was installed, by name: somebody may have installed into a folder that holds other things too.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\ShopDesk.exe"
  Delete "$INSTDIR\shopdesk.com"
  Delete "$INSTDIR\ShopDesk.pkg"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\ShopDesk.lnk"
  Delete "$SMPROGRAMS\ShopDesk 店铺管理.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APP_PATHS}"
SectionEnd
