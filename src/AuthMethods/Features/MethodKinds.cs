using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features;

/// <summary>The kinds of authentication method: a line each registers its store and lets it join the mixed list.</summary>
public static class MethodKinds
{
    private static readonly MethodKind[] All =
    [
        MethodKind.Of<EmailMethodRow, EmailMethodStore>(EmailMethod.From, EmailMethodRow.SamplesOf),
        MethodKind.Of<Fido2MethodRow, Fido2MethodStore>(Fido2Method.From, Fido2MethodRow.SamplesOf),
        MethodKind.Of<HardwareOathMethodRow, HardwareOathMethodStore>(HardwareOathMethod.From, HardwareOathMethodRow.SamplesOf),
        MethodKind.Of<PhoneMethodRow, PhoneMethodStore>(PhoneMethod.From, PhoneMethodRow.SamplesOf),
        MethodKind.Of<PasswordMethodRow, PasswordMethodStore>(PasswordMethod.From),
        MethodKind.Of<QrCodePinMethodRow, QrCodePinStore>(QrCodePinMethod.From, QrCodePinMethodRow.SamplesOf),
    ];

    private static readonly Dictionary<Type, MethodKind> ByRow = All.ToDictionary(k => k.Row);

    /// <summary>A method of any kind as it goes over the wire.</summary>
    public static AuthenticationMethod ToWire(AuthenticationMethodRow row, MethodView view) => ByRow[row.GetType()].ToWire(row, view);

    /// <summary>The methods that a user of the sample tenant has, a password aside, and what belongs to them.</summary>
    internal static IEnumerable<TenantOwned> SamplesOf(SampleUser user) => All.SelectMany(kind => kind.Samples(user));

    internal static void AddMethodKinds(this IServiceCollection services)
    {
        foreach (var kind in All) services.AddScoped(kind.Store);
    }
}

internal sealed record MethodKind(
    Type Row, Type Store, Func<AuthenticationMethodRow, MethodView, AuthenticationMethod> ToWire, Func<SampleUser, IEnumerable<TenantOwned>> Samples)
{
    public static MethodKind Of<TRow, TStore>(Func<TRow, MethodView, AuthenticationMethod> toWire, Func<SampleUser, IEnumerable<TenantOwned>>? samples = null)
        where TRow : AuthenticationMethodRow =>
        new(typeof(TRow), typeof(TStore), (row, view) => toWire((TRow)row, view), samples ?? (_ => []));
}
