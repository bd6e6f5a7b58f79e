using AuthMethods.Directory;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Methods;

/// <summary>Registers the app of a simulated phone, for code that doesn't know its kind.</summary>
internal interface IPhoneApps
{
    /// <summary>The permission that registering it through the API requires.</summary>
    string Permission { get; }

    /// <summary>Registers the app as its user would on the phone; the result is the method's id.</summary>
    Task<Outcome<string>> RegisterAsync(TargetUser user, PhoneApp app);
}

/// <summary>An app on a phone.</summary>
/// <param name="DisplayName">The phone's name or model.</param>
/// <param name="Secret">The secret of its one-time codes, in Base32.</param>
/// <param name="IsPasswordless">It is set up to sign in without a password.</param>
internal sealed record PhoneApp(string DisplayName, string Secret, bool IsPasswordless);
