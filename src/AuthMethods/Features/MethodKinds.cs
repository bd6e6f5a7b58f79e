using System.Linq.Expressions;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.PlatformCredentialMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Features.WindowsHelloForBusinessMethods;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features;

/// <summary>
/// The kinds of authentication method: a line each registers its store, lets it join the mixed list, and says what it counts as
/// in the reports and, where that is anything, what becomes of it when a user has to register again for multi-factor authentication.
/// </summary>
public static class MethodKinds
{
    // What most users have comes first: the reports ask in this order what a row is.
    private static readonly MethodKind[] All =
    [
        MethodKind.Of<PasswordMethodRow, PasswordMethodStore>(PasswordMethod.From, _ => Registered.Password),
        MethodKind.Of<PhoneMethodRow, PhoneMethodStore>(
            PhoneMethod.From, PhoneMethodRow.RegisteredAs, PhoneMethodRow.SamplesOf, PhoneMethodStore.RemoveAsync, PhoneMethodStore.ReleaseAsync),
        MethodKind.Of<EmailMethodRow, EmailMethodStore>(EmailMethod.From, _ => Registered.Email, EmailMethodRow.SamplesOf),
        MethodKind.Of<Fido2MethodRow, Fido2MethodStore>(Fido2Method.From, Fido2MethodRow.RegisteredAs, Fido2MethodRow.SamplesOf),
        MethodKind.Of<HardwareOathMethodRow, HardwareOathMethodStore>(
            HardwareOathMethod.From, HardwareOathMethodRow.RegisteredAs, HardwareOathMethodRow.SamplesOf,
            HardwareOathMethodStore.DeactivateAsync) with { IsBetaOnly = true },
        MethodKind.Of<TemporaryAccessPassRow, TemporaryAccessPassStore>(
            TemporaryAccessPass.From, _ => Registered.TemporaryAccessPass, TemporaryAccessPass.SamplesOf),
        MethodKind.Of<MicrosoftAuthenticatorMethodRow, MicrosoftAuthenticatorMethodStore>(
            MicrosoftAuthenticatorMethod.From, MicrosoftAuthenticatorMethodRow.RegisteredAs, MicrosoftAuthenticatorMethodRow.SamplesOf,
            MethodKind.RemoveAsync),
        MethodKind.Of<WindowsHelloForBusinessMethodRow, WindowsHelloForBusinessMethodStore>(
            WindowsHelloForBusinessMethod.From, _ => Registered.WindowsHelloForBusiness, WindowsHelloForBusinessMethodRow.SamplesOf),
        MethodKind.Of<PlatformCredentialMethodRow, PlatformCredentialMethodStore>(
            PlatformCredentialMethod.From, PlatformCredentialMethodRow.RegisteredAs, PlatformCredentialMethodRow.SamplesOf),
        MethodKind.Of<SoftwareOathMethodRow, SoftwareOathMethodStore>(
            SoftwareOathMethod.From, _ => Registered.OathAppOneTimePasscode, SoftwareOathMethodRow.SamplesOf, MethodKind.RemoveAsync),
        MethodKind.Of<ExternalMethodRow, ExternalMethodStore>(ExternalMethod.From, _ => Registered.ExternalAuthMethod, ExternalMethod.SamplesOf),
        MethodKind.Of<QrCodePinMethodRow, QrCodePinStore>(QrCodePinMethod.From, _ => Registered.QrCode, QrCodePinMethodRow.SamplesOf),
    ];

    private static readonly Dictionary<Type, MethodKind> ByRow = All.ToDictionary(k => k.Row);

    /// <summary>Whether a method is of a kind that v1.0 has too, as every engine can evaluate it.</summary>
    internal static Expression<Func<AuthenticationMethodRow, bool>> IsOnV1 { get; } = OnV1();

    /// <summary>A method of any kind as it goes over the wire.</summary>
    public static AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view) => ByRow[row.GetType()].ToWire(row, view);

    /// <summary>Takes from a user what has to be registered again; false for a method that stays as it is.</summary>
    internal static async Task<bool> EndForReregistrationAsync(Change change, AuthenticationMethodRow row)
    {
        if (ByRow[row.GetType()].AtReregistration is not { } end) return false;
        await end(change, row);
        return true;
    }

    /// <summary>Sets free what a user's methods keep from other users, before they are deleted for good.</summary>
    internal static async Task ReleaseAsync(Change change, Guid user)
    {
        foreach (var release in All.Select(k => k.Release).OfType<Func<Change, Guid, Task>>()) await release(change, user);
    }

    /// <summary>The methods that a user of the sample tenant has, a password aside, and what belongs to them.</summary>
    internal static IEnumerable<TenantOwned> SamplesOf(SampleUser user) => All.SelectMany(kind => kind.Samples(user));

    internal static void AddMethodKinds(this IServiceCollection services)
    {
        foreach (var kind in All) services.AddScoped(kind.Store);
        services.AddScoped<IRegistrar, PhoneRegistrar>();
        services.AddScoped<IRegistrar, EmailRegistrar>();
        services.AddSingleton(new RegisteredMethods(All.Select(k => k.RegisteredAs)));
    }

    private static Expression<Func<AuthenticationMethodRow, bool>> OnV1()
    {
        var method = Expression.Parameter(typeof(AuthenticationMethodRow), "method");
        var conditions = All.Where(k => k.IsBetaOnly).Select(k => (Expression)Expression.Not(Expression.TypeIs(method, k.Row)));
        return Expression.Lambda<Func<AuthenticationMethodRow, bool>>(conditions.Aggregate(Expression.AndAlso), method);
    }
}

internal sealed record MethodKind(
    Type Row, Type Store, Func<AuthenticationMethodRow, MethodView, AuthenticationMethod> ToWire, LambdaExpression RegisteredAs,
    Func<SampleUser, IEnumerable<TenantOwned>> Samples, Func<Change, AuthenticationMethodRow, Task>? AtReregistration,
    Func<Change, Guid, Task>? Release)
{
    /// <summary>v1.0 doesn't have the kind, in its mixed list neither.</summary>
    public bool IsBetaOnly { get; init; }

    /// <param name="toWire">The method as it goes over the wire.</param>
    /// <param name="registeredAs">The bits of <see cref="Registered"/>, in what every engine can evaluate.</param>
    /// <param name="samples">What the sample tenant's users have.</param>
    /// <param name="atReregistration">What becomes of one when its user has to register again; null: nothing.</param>
    /// <param name="release">Sets free what a user's methods keep from others; null: they keep nothing.</param>
    public static MethodKind Of<TRow, TStore>(
        Func<TRow, MethodView, AuthenticationMethod> toWire, Expression<Func<TRow, long>> registeredAs,
        Func<SampleUser, IEnumerable<TenantOwned>>? samples = null, Func<Change, TRow, Task>? atReregistration = null,
        Func<Change, Guid, Task>? release = null)
        where TRow : AuthenticationMethodRow =>
        new(typeof(TRow), typeof(TStore), (row, view) => toWire((TRow)row, view), registeredAs, samples ?? (_ => []),
            atReregistration is null ? null : (change, row) => atReregistration(change, (TRow)row), release);

    /// <summary>For a kind whose methods are simply deleted.</summary>
    public static Task RemoveAsync(Change change, AuthenticationMethodRow row)
    {
        change.Remove(row);
        return Task.CompletedTask;
    }
}
