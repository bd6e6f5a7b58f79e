using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.PhoneMethods;

internal static class PhoneErrors
{
    /// <summary>What Graph answers to an outcome; null for success.</summary>
    public static GraphException? Of(PhoneOutcome outcome) => outcome switch
    {
        PhoneOutcome.Done => null,
        PhoneOutcome.NotFound => GraphErrors.MethodNotFound(),
        PhoneOutcome.Exists => GraphErrors.PhoneExists(),
        PhoneOutcome.TypeDiffers => GraphErrors.PhoneTypeChanged(),
        PhoneOutcome.MobileRequired => GraphErrors.MobileRequired(),
        PhoneOutcome.AlternateFirst => GraphErrors.AlternateFirst(),
        PhoneOutcome.NumberNotUnique => GraphErrors.PhoneNumberNotUnique(),
        PhoneOutcome.NotMobile => GraphErrors.SmsSignInNeedsMobile(),
        PhoneOutcome.NotAllowedByPolicy => GraphErrors.SmsSignInNotAllowed(),
    };
}
