namespace AuthMethods.Admin.Frame;

/// <summary>Graph's words for second factors, and what people call them.</summary>
internal static class Factors
{
    /// <summary>Those that can be a user's default.</summary>
    public static readonly (string Value, string Text)[] All =
    [
        ("push", "Microsoft Authenticator notification"), ("oath", "Code of an app or a hardware token"), ("sms", "Text message"),
        ("voiceMobile", "Call to the mobile phone"), ("voiceAlternateMobile", "Call to the alternate mobile phone"),
        ("voiceOffice", "Call to the office phone"),
    ];

    public static string NameOf(string value) => All.FirstOrDefault(f => f.Value == value).Text ?? value switch
    {
        "" => "None",
        "temporaryAccessPass" => "Temporary Access Pass",
        "fido2" => "Passkey",
        _ => value,
    };
}
