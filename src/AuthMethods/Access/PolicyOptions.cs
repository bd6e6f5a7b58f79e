namespace AuthMethods.Access;

/// <summary>The section <c>Policy</c>.</summary>
public sealed class PolicyOptions
{
    /// <summary>Refuses delegated calls on other users unless the token's <c>amr</c> has <c>mfa</c>. Off in Development unless set.</summary>
    public bool? RequireMfaForAdministrators { get; set; }

    /// <summary>
    /// Refuses changes to the caller's own methods unless multi-factor authentication happened in the last ten minutes. Off in
    /// Development unless set.
    /// </summary>
    public bool? RequireRecentMfaForOwnMethods { get; set; }

    /// <summary>Whether users may add and update their own methods; they may always read and delete them.</summary>
    public bool SelfServiceWrites { get; set; } = true;
}
