namespace AuthMethods.Wire.Errors;

/// <summary>Why a call was refused. Graph's response never tells; the log does, and <c>x-authmethods-reason</c> where it is allowed.</summary>
internal sealed record Refusal(RefusalKind Kind, string Text)
{
    /// <summary>The least permission that would suffice, if one is missing.</summary>
    public string? Least { get; init; }

    public static readonly Refusal AppOnly = new(RefusalKind.AppOnly, "this needs a signed-in user; no application permission allows it");
    public static readonly Refusal OwnAccount = new(RefusalKind.OwnAccount, "not allowed on the caller's own account");
    public static readonly Refusal OnlyOwnAccount = new(RefusalKind.OwnAccount, "only allowed on the caller's own account");
    public static readonly Refusal SelfServiceOff = new(RefusalKind.OwnAccount, "Policy:SelfServiceWrites is off: users cannot add or change this themselves");
    public static readonly Refusal MfaMissing = new(
        RefusalKind.MfaMissing, "Policy:RequireMfaForAdministrators asks for multi-factor authentication (mfa in the token's amr)");
    public static readonly Refusal SecurityDefaults = new(
        RefusalKind.MfaMissing, "the tenant's security defaults ask administrators for multi-factor authentication (mfa in the token's amr)");
    public static readonly Refusal Restricted = new(
        RefusalKind.Restricted, "the tenant's authorization policy does not allow this to users without a directory role");
    public static readonly Refusal RecentMfaMissing = new(
        RefusalKind.MfaMissing, "Policy:RequireRecentMfaForOwnMethods asks for multi-factor authentication within the last ten minutes");
    public static readonly Refusal OperatorOnly = new(
        RefusalKind.OperatorOnly, "outside Development this is only allowed with the operator's key in x-authmethods-key");
    public static readonly Refusal Guest = new(RefusalKind.Guest, "guests without a directory role cannot read or change the directory");
}

public enum RefusalKind
{
    PermissionMissing,
    RoleMissing,
    TargetAboveCaller,
    TargetOutsideUnits,
    AppOnly,
    OwnAccount,
    MfaMissing,
    Guest,
    Restricted,
    OperatorOnly,
    Throttled,
    Fault,
    TokenMissing,
    TokenMalformed,
    TokenKey,
    TokenSignature,
    TokenIssuer,
    TokenAudience,
    TokenLifetime,
    TenantUnknown,
    UserUnknown,
    AccountDisabled,
    SessionEnded,
}
