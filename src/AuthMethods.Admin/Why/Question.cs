using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Why;

/// <summary>Who wants to do what to whom.</summary>
/// <param name="Caller">The calling user's id or principal name.</param>
/// <param name="Target">The target's id or principal name.</param>
/// <param name="Operation">Method and path.</param>
internal sealed record Question(string Caller, string Target, string Operation)
{
    /// <summary>Operations to choose from; any other can be entered.</summary>
    public static readonly string[] Operations =
    [
        "GET /users/{id}/authentication/methods", "GET /users/{id}/authentication/phoneMethods", "POST /users/{id}/authentication/phoneMethods",
        "POST /users/{id}/authentication/emailMethods", "POST /users/{id}/authentication/temporaryAccessPassMethods",
        "DELETE /users/{id}/authentication/fido2Methods/{id}", "POST /users/{id}/authentication/methods/{id}/resetPassword",
        "POST /users/{id}/revokeSignInSessions", "PATCH /users/{id}/authentication/requirements", "PATCH /users/{id}/authentication/signInPreferences",
        "POST /authmethods/users/{id}/multiFactor/requireReregistration", "POST /authmethods/users/{id}/appPasswords/deleteAll", "PATCH /users/{id}",
        "DELETE /users/{id}", "GET /reports/authenticationMethods/userRegistrationDetails", "GET /auditLogs/signIns", "GET /auditLogs/directoryAudits",
        "GET /policies/authenticationMethodsPolicy", "PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{id}",
        "POST /policies/authenticationStrengthPolicies",
    ];

    /// <summary>The page that answers it.</summary>
    public string Address => Addresses.Why + new QueryString().Add("caller", Caller).Add("target", Target).Add("operation", Operation);

    /// <summary>Why the caller may not make a call.</summary>
    public static Question Of(GraphCall call, string caller)
    {
        var path = Uri.UnescapeDataString(call.Address.Split('?')[0]);
        var segments = call.Address.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var target = segments is [_, "users", var user, ..] ? Uri.UnescapeDataString(user) : caller;
        return new(caller, target, $"{call.Method} {path}");
    }
}
